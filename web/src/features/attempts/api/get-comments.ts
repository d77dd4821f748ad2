import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Comment } from '@/lib/api/types';

const getPage = (attemptId: string, cursor: string | null, signal: AbortSignal) =>
  answer(
    api.GET('/api/attempts/{attempt_id}/comments', {
      params: { path: { attempt_id: attemptId }, query: { limit: 200, ...(cursor !== null && { cursor }) } },
      signal,
    }),
  );

async function getComments(attemptId: string, signal: AbortSignal): Promise<Comment[]> {
  const comments: Comment[] = [];
  let cursor: string | null = null;
  do {
    const page = await getPage(attemptId, cursor, signal);
    comments.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return comments;
}

/** The attempt's own comments and those that it was given, each where its lines are now. */
export const commentsQuery = (attemptId: string) =>
  queryOptions({
    queryKey: keys.comments(attemptId),
    queryFn: ({ signal }) => getComments(attemptId, signal),
  });
