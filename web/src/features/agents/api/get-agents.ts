import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

export const agentsQuery = queryOptions({
  queryKey: keys.agents,
  queryFn: async ({ signal }) =>
    (await answer(api.GET('/api/agents', { params: { query: { limit: 200 } }, signal }))).items,
});
