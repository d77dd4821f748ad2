import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

export const storedKeysQuery = queryOptions({
  queryKey: keys.storedKeys,
  queryFn: async ({ signal }) => (await answer(api.GET('/api/keys', { signal }))).items,
});
