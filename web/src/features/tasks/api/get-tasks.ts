import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Task } from '@/lib/api/types';
import { mergeList } from './pending-tasks';

/** The whole board; it is too small a thing to be paged. */
export const tasksQuery = (projectId: string) =>
  queryOptions({
    queryKey: keys.tasks(projectId),
    queryFn: async ({ signal, client }) => {
      const page = await answer(
        api.GET('/api/projects/{project_id}/tasks', {
          params: { path: { project_id: projectId }, query: { limit: 'all' } },
          signal,
        }),
      );
      return mergeList(client, client.getQueryData<Task[]>(keys.tasks(projectId)) ?? [], page.items);
    },
    // The project's socket keeps it fresh, and each connection begins with a refetch.
    staleTime: Infinity,
  });
