import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import { keys } from '@/lib/api/query-keys';
import type { Attempt } from '@/lib/api/types';
import { upsertAttempt } from './attempt-cache';

const pickAttempt = (attemptId: string) =>
  once((header) =>
    answer(
      api.POST('/api/attempts/{attempt_id}/pick', { params: { header, path: { attempt_id: attemptId } } }),
    ),
  );

/** Chooses one attempt of a task; what that did to the others is read again. */
export function usePickAttempt(attempt: Attempt) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => pickAttempt(attempt.id),
    onSuccess: (row) => {
      upsertAttempt(client, row);
      void client.invalidateQueries({ queryKey: keys.attemptsOf(attempt.task_id) });
      return client.invalidateQueries({ queryKey: keys.comparison(attempt.task_id) });
    },
  });
}
