import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Agent } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';

const deleteAgent = (agentId: string) =>
  answer(api.DELETE('/api/agents/{agent_id}', { params: { path: { agent_id: agentId } } }));

export function useDeleteAgent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (agent: Agent) => deleteAgent(agent.id),
    onSuccess: (_none, agent) =>
      client.setQueryData<Agent[]>(keys.agents, (agents) => agents?.filter(({ id }) => id !== agent.id)),
    onError: (error, agent) => notifyProblem(`${agent.name} was not deleted`, error),
  });
}
