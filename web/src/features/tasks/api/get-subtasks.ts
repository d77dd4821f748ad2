import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

/** All of them: a task has at most a hundred. */
export const subtasksQuery = (taskId: string) =>
  queryOptions({
    queryKey: keys.subtasks(taskId),
    queryFn: async ({ signal }) => {
      const page = await answer(
        api.GET('/api/tasks/{task_id}/subtasks', {
          params: { path: { task_id: taskId }, query: { limit: 200 } },
          signal,
        }),
      );
      return page.items;
    },
  });
