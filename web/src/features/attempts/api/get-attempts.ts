import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

/** A task's attempts, the latest first. */
export const attemptsQuery = (taskId: string) =>
  queryOptions({
    queryKey: keys.attemptsOf(taskId),
    queryFn: async ({ signal }) => {
      const page = await answer(
        api.GET('/api/tasks/{task_id}/attempts', {
          params: { path: { task_id: taskId }, query: { limit: 200 } },
          signal,
        }),
      );
      return page.items.toSorted((a, b) => b.number - a.number);
    },
  });
