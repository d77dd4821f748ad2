import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Attempt } from '@/lib/api/types';

export const fileDiffQuery = (attempt: Attempt, path: string) =>
  queryOptions({
    queryKey: keys.fileDiff(attempt.id, attempt.head_sha, path),
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/attempts/{attempt_id}/diff/file', {
          params: { path: { attempt_id: attempt.id }, query: { path } },
          signal,
        }),
      ),
    staleTime: Infinity,
  });
