import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Agent, UpdateAgent } from '@/lib/api/types';

const updateAgent = (agentId: string, body: UpdateAgent) =>
  answer(api.PATCH('/api/agents/{agent_id}', { params: { path: { agent_id: agentId } }, body }));

export function useUpdateAgent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ agentId, body }: { agentId: string; body: UpdateAgent }) => updateAgent(agentId, body),
    onSuccess: (agent) => {
      client.setQueryData<Agent[]>(keys.agents, (agents) =>
        agents?.map((entry) => (entry.id === agent.id ? agent : entry)),
      );
      void client.invalidateQueries({ queryKey: keys.agentReadiness });
    },
  });
}
