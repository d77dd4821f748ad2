import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import { keys } from '@/lib/api/query-keys';
import type { Agent, CreateAgent } from '@/lib/api/types';

const createAgent = (body: CreateAgent) =>
  once((header) => answer(api.POST('/api/agents', { params: { header }, body })));

export function useCreateAgent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createAgent,
    onSuccess: (agent) => {
      client.setQueryData<Agent[]>(keys.agents, (agents) => agents && [...agents, agent]);
      void client.invalidateQueries({ queryKey: keys.agentReadiness });
    },
  });
}
