import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Attempt } from '@/lib/api/types';

/** A file's hunks, page by page. */
export const fileDiffQuery = (attempt: Attempt, path: string) =>
  infiniteQueryOptions({
    queryKey: keys.fileDiff(attempt.id, attempt.head_sha, path),
    queryFn: ({ pageParam: hunk, signal }) =>
      answer(
        api.GET('/api/attempts/{attempt_id}/diff/file', {
          params: { path: { attempt_id: attempt.id }, query: { path, hunk } },
          signal,
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next_hunk,
    staleTime: Infinity,
  });
