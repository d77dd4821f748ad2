import { useMutation, useQueryClient } from '@tanstack/react-query';
import { cancelAttempt } from '@/lib/api/cancel-attempt';
import { keys } from '@/lib/api/query-keys';
import type { Attempt } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { upsertAttempt } from './attempt-cache';

/** Shown as being cancelled at once; the server's row, or its refusal, has the last word. */
export function useCancelAttempt() {
  const client = useQueryClient();
  const show = (attempt: Attempt, cancel_requested_at: string | null) =>
    upsertAttempt(client, { ...attempt, cancel_requested_at });
  return useMutation({
    mutationFn: (attempt: Attempt) => cancelAttempt(attempt.id),
    onMutate: (attempt) => show(attempt, new Date().toISOString()),
    onSuccess: (row) => upsertAttempt(client, row),
    onError: (error, attempt) => {
      show(attempt, attempt.cancel_requested_at);
      notifyProblem('The attempt was not cancelled', error);
      void client.invalidateQueries({ queryKey: keys.attempt(attempt.id), exact: true });
    },
  });
}
