import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { Attempt } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { upsertAttempt } from './attempt-cache';

const cancelAttempt = (attemptId: string) =>
  answer(api.POST('/api/attempts/{attempt_id}/cancel', { params: { path: { attempt_id: attemptId } } }));

export function useCancelAttempt(attempt: Attempt) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => cancelAttempt(attempt.id),
    onSuccess: (row) => upsertAttempt(client, row),
    onError: (error) => notifyProblem('The attempt was not cancelled', error),
  });
}
