import { queryOptions } from '@tanstack/react-query';
import { allPages } from '@/lib/api/all-pages';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

const getPage = (taskId: string, cursor: string | null, signal: AbortSignal) =>
  answer(
    api.GET('/api/tasks/{task_id}/messages', {
      params: { path: { task_id: taskId }, query: { limit: 200, ...(cursor !== null && { cursor }) } },
      signal,
    }),
  );

/** The whole thread: pages come with the oldest first, and the newest are what one reads. */
export const messagesQuery = (taskId: string) =>
  queryOptions({
    queryKey: keys.messages(taskId),
    queryFn: ({ signal }) => allPages((cursor) => getPage(taskId, cursor, signal)),
  });
