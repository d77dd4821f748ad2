import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

export const agentReadinessQuery = queryOptions({
  queryKey: keys.agentReadiness,
  queryFn: async ({ signal }) => {
    const { items } = await answer(api.GET('/api/agents/readiness', { signal }));
    return new Map(items.map((item) => [item.agent_id, item]));
  },
  staleTime: 30_000,
});
