import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import type { Attempt } from '@/lib/api/types';
import { upsertAttempt } from './attempt-cache';

async function startComparison(taskId: string, agentIds: readonly string[]): Promise<Attempt[]> {
  const started = await once((header) =>
    answer(
      api.POST('/api/tasks/{task_id}/attempts', {
        params: { header, path: { task_id: taskId } },
        body: { agent_ids: [...agentIds] },
      }),
    ),
  );
  return 'items' in started ? started.items : [started];
}

/** One attempt for each profile: all of them are started, or none. */
export function useStartComparison(taskId: string, onStarted: (attempts: readonly Attempt[]) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (agentIds: readonly string[]) => startComparison(taskId, agentIds),
    onSuccess: (attempts) => {
      for (const attempt of attempts) upsertAttempt(client, attempt);
      onStarted(attempts);
    },
  });
}
