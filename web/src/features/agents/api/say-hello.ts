import { useMutation } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';

const sayHello = (agentId: string, projectId: string) =>
  answer(
    api.POST('/api/agents/{agent_id}/hello', {
      params: { path: { agent_id: agentId } },
      body: { project_id: projectId },
    }),
  );

export const useSayHello = (agentId: string, projectId: string) =>
  useMutation({ mutationFn: () => sayHello(agentId, projectId) });
