import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import type { Attempt } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { upsertAttempt } from './attempt-cache';

/** What to run; of an absent member, the task and its project decide. */
interface StartRequest {
  agent_id?: string;
  base_branch?: string;
}

async function startAttempt(taskId: string, body: StartRequest): Promise<Attempt> {
  const started = await once((header) =>
    answer(
      api.POST('/api/tasks/{task_id}/attempts', { params: { header, path: { task_id: taskId } }, body }),
    ),
  );
  if ('items' in started) throw new Error('One attempt was asked for and several were started.');
  return started;
}

/** The push about the attempt may redraw the caller before the answer: what follows is told here, not to `mutate`. */
export function useStartAttempt(taskId: string, onStarted: (attempt: Attempt) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: StartRequest) => startAttempt(taskId, request),
    onSuccess: (attempt) => {
      upsertAttempt(client, attempt);
      onStarted(attempt);
    },
    onError: (error) => notifyProblem('The attempt was not started', error),
  });
}

/** The same agent on the same base. */
export const sameAgain = ({ agent_id: agentId, base_branch: base }: Attempt): StartRequest => ({
  ...(agentId === null ? {} : { agent_id: agentId }),
  base_branch: base,
});
