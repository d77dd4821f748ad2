import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

export const tasksQuery = (projectId: string) =>
  queryOptions({
    queryKey: keys.tasks(projectId),
    queryFn: async ({ signal }) => {
      const page = await answer(
        api.GET('/api/projects/{project_id}/tasks', {
          params: { path: { project_id: projectId }, query: { limit: 'all' } },
          signal,
        }),
      );
      return page.items;
    },
    // The project's socket keeps it fresh, and each connection begins with a refetch.
    staleTime: Infinity,
  });
