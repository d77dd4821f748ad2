import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import type { Attempt } from '@/lib/api/types';
import { upsertAttempt } from './attempt-cache';

/** Why it is right to merge without the evidence that is named; `null` when none is missing. */
type EvidenceOverride = { reason: string; items: string[] } | null;

const approve = (attemptId: string, override: EvidenceOverride) =>
  once((header) =>
    answer(
      api.POST('/api/attempts/{attempt_id}/approve', {
        params: { header, path: { attempt_id: attemptId } },
        body: override === null ? { mode: 'merge' } : { mode: 'merge', override },
      }),
    ),
  );

export function useApprove(attempt: Attempt) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (override: EvidenceOverride) => approve(attempt.id, override),
    onSuccess: (row) => upsertAttempt(client, row),
  });
}
