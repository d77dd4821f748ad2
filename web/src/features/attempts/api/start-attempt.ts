import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { notifyProblem } from '@/lib/notify';
import { upsertAttempt } from './attempt-cache';

const startAttempt = (taskId: string, agentId: string | null) =>
  answer(
    api.POST('/api/tasks/{task_id}/attempts', {
      params: { path: { task_id: taskId } },
      body: agentId === null ? {} : { agent_id: agentId },
    }),
  );

export function useStartAttempt(taskId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (agentId: string | null) => startAttempt(taskId, agentId),
    onSuccess: (attempt) => upsertAttempt(client, attempt),
    onError: (error) => notifyProblem('The attempt was not started', error),
  });
}
