import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import type { Attempt, Gate } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { upsertAttempt } from './attempt-cache';

const rerunGates = (attemptId: string, gate: Gate['gate'] | undefined) =>
  once((header) =>
    answer(
      api.POST('/api/attempts/{attempt_id}/rerun-gates', {
        params: { header, path: { attempt_id: attemptId } },
        body: gate === undefined ? {} : { gate },
      }),
    ),
  );

/** Runs one gate again, or with no name all of them. */
export function useRerunGates(attempt: Attempt) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (gate?: Gate['gate']) => rerunGates(attempt.id, gate),
    onSuccess: (row) => upsertAttempt(client, row),
    onError: (error) => notifyProblem('The gates were not started', error),
  });
}
