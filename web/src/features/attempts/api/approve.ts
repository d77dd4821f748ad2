import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import { keys } from '@/lib/api/query-keys';
import type { Attempt } from '@/lib/api/types';
import { upsertAttempt } from './attempt-cache';

export interface Approval {
  /** Merge it, or open a pull request for it. */
  mode: 'merge' | 'pr';
  /** Why it is right to go on without the evidence that is named; `null` when none is missing. */
  override: { reason: string; items: string[] } | null;
}

const approve = (attemptId: string, { mode, override }: Approval) =>
  once((header) =>
    answer(
      api.POST('/api/attempts/{attempt_id}/approve', {
        params: { header, path: { attempt_id: attemptId } },
        body: override === null ? { mode } : { mode, override },
      }),
    ),
  );

export function useApprove(attempt: Attempt) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (approval: Approval) => approve(attempt.id, approval),
    onSuccess: (row) => upsertAttempt(client, row),
    // What was refused may have changed what the page shows: its base, its evidence, its state.
    onError: () => void client.invalidateQueries({ queryKey: keys.attempt(attempt.id) }),
  });
}
