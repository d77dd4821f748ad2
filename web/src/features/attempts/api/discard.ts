import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { Attempt } from '@/lib/api/types';
import { upsertAttempt } from './attempt-cache';

const discardAttempt = (attemptId: string) =>
  answer(api.POST('/api/attempts/{attempt_id}/discard', { params: { path: { attempt_id: attemptId } } }));

export function useDiscardAttempt(attempt: Attempt) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => discardAttempt(attempt.id),
    onSuccess: (row) => upsertAttempt(client, row),
  });
}
