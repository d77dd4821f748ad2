import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Agent } from '@/lib/api/types';

const deleteAgent = (agentId: string, force: boolean) =>
  answer(
    api.DELETE('/api/agents/{agent_id}', {
      params: { path: { agent_id: agentId }, query: force ? { force } : {} },
    }),
  );

export function useDeleteAgent(agentId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (force: boolean) => deleteAgent(agentId, force),
    onSuccess: () =>
      client.setQueryData<Agent[]>(keys.agents, (agents) => agents?.filter(({ id }) => id !== agentId)),
  });
}
