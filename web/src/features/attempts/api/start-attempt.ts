import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import type { Attempt } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { upsertAttempt } from './attempt-cache';

async function startAttempt(taskId: string): Promise<Attempt> {
  const started = await once((header) =>
    answer(
      api.POST('/api/tasks/{task_id}/attempts', { params: { header, path: { task_id: taskId } }, body: {} }),
    ),
  );
  if ('items' in started) throw new Error('One attempt was asked for and several were started.');
  return started;
}

/** The push about the attempt may redraw the caller before the answer: what follows is told here, not to `mutate`. */
export function useStartAttempt(taskId: string, onStarted: (attempt: Attempt) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => startAttempt(taskId),
    onSuccess: (attempt) => {
      upsertAttempt(client, attempt);
      onStarted(attempt);
    },
    onError: (error) => notifyProblem('The attempt was not started', error),
  });
}
