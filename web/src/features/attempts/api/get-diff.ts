import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Attempt } from '@/lib/api/types';

/** Keyed by the head, so that a new head is a new diff and an old one never needs asking again. */
export const diffQuery = (attempt: Attempt) =>
  queryOptions({
    queryKey: keys.diff(attempt.id, attempt.head_sha),
    // Without the signal: who goes from one tab to another that shows it, too, takes the answer along.
    queryFn: () =>
      answer(api.GET('/api/attempts/{attempt_id}/diff', { params: { path: { attempt_id: attempt.id } } })),
    staleTime: Infinity,
  });
