import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

export const filtersQuery = (projectId: string) =>
  queryOptions({
    queryKey: keys.filters(projectId),
    queryFn: async ({ signal }) => {
      const { items } = await answer(
        api.GET('/api/projects/{project_id}/filters', {
          params: { path: { project_id: projectId } },
          signal,
        }),
      );
      return items;
    },
    staleTime: 60_000,
  });
