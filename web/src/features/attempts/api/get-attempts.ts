import { queryOptions } from '@tanstack/react-query';
import { allPages } from '@/lib/api/all-pages';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

const getPage = (taskId: string, cursor: string | null, signal: AbortSignal) =>
  answer(
    api.GET('/api/tasks/{task_id}/attempts', {
      params: { path: { task_id: taskId }, query: { limit: 200, ...(cursor !== null && { cursor }) } },
      signal,
    }),
  );

/** A task's attempts, the latest first. */
export const attemptsQuery = (taskId: string) =>
  queryOptions({
    queryKey: keys.attemptsOf(taskId),
    queryFn: async ({ signal }) => {
      const attempts = await allPages((cursor) => getPage(taskId, cursor, signal));
      return attempts.toSorted((a, b) => b.number - a.number);
    },
  });
