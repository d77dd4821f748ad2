import { queryOptions } from '@tanstack/react-query';
import { allPages } from '@/lib/api/all-pages';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

const getPage = (attemptId: string, cursor: string | null, signal: AbortSignal) =>
  answer(
    api.GET('/api/attempts/{attempt_id}/comments', {
      params: { path: { attempt_id: attemptId }, query: { limit: 200, ...(cursor !== null && { cursor }) } },
      signal,
    }),
  );

/** The attempt's own comments and those that it was given, each where its lines are now. */
export const commentsQuery = (attemptId: string) =>
  queryOptions({
    queryKey: keys.comments(attemptId),
    queryFn: ({ signal }) => allPages((cursor) => getPage(attemptId, cursor, signal)),
  });
