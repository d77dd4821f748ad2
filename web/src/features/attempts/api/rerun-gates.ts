import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import type { Attempt } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { upsertAttempt } from './attempt-cache';

const rerunGates = (attemptId: string) =>
  once((header) =>
    answer(
      api.POST('/api/attempts/{attempt_id}/rerun-gates', {
        params: { header, path: { attempt_id: attemptId } },
        body: {},
      }),
    ),
  );

export function useRerunGates(attempt: Attempt) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => rerunGates(attempt.id),
    onSuccess: (row) => upsertAttempt(client, row),
    onError: (error) => notifyProblem('The gates were not started', error),
  });
}
