import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

export const projectsQuery = queryOptions({
  queryKey: keys.projects,
  queryFn: async ({ signal }) => {
    const page = await answer(api.GET('/api/projects', { params: { query: { limit: 200 } }, signal }));
    return page.items;
  },
});
