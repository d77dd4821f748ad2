import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

export const tokensQuery = queryOptions({
  queryKey: keys.tokens,
  queryFn: async ({ signal }) =>
    (await answer(api.GET('/api/tokens', { params: { query: { limit: 200 } }, signal }))).items,
});
