import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

export const detectedAgentsQuery = queryOptions({
  queryKey: keys.detectedAgents,
  queryFn: async ({ signal }) => (await answer(api.GET('/api/agents/detected', { signal }))).items,
  staleTime: 60_000,
});
