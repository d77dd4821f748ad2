import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import type { Attempt } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { upsertAttempt } from './attempt-cache';

const updateFromBase = (attemptId: string) =>
  once((header) =>
    answer(
      api.POST('/api/attempts/{attempt_id}/update-from-base', {
        params: { header, path: { attempt_id: attemptId } },
      }),
    ),
  );

export function useUpdateFromBase(attempt: Attempt) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => updateFromBase(attempt.id),
    onSuccess: (row) => upsertAttempt(client, row),
    onError: (error) => notifyProblem('The base could not be brought in', error),
  });
}
