import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

export const messagesQuery = (taskId: string) =>
  queryOptions({
    queryKey: keys.messages(taskId),
    queryFn: async ({ signal }) =>
      (
        await answer(
          api.GET('/api/tasks/{task_id}/messages', {
            params: { path: { task_id: taskId }, query: { limit: 200 } },
            signal,
          }),
        )
      ).items,
  });
