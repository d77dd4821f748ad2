import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { Attempt } from '@/lib/api/types';
import { upsertAttempt } from './attempt-cache';

export interface Approval {
  mode: 'merge' | 'pr';
  override: { reason: string; items: string[] } | null;
}

const approve = (attemptId: string, { mode, override }: Approval) =>
  answer(
    api.POST('/api/attempts/{attempt_id}/approve', {
      params: { path: { attempt_id: attemptId } },
      body: override === null ? { mode } : { mode, override },
    }),
  );

export function useApprove(attempt: Attempt) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (approval: Approval) => approve(attempt.id, approval),
    onSuccess: (row) => upsertAttempt(client, row),
  });
}
