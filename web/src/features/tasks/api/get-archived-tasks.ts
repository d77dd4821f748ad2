import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

export const archivedTasksQuery = (projectId: string, q: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.archivedTasks(projectId), q],
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/api/projects/{project_id}/tasks', {
          params: {
            path: { project_id: projectId },
            query: {
              archived: true,
              limit: 50,
              ...(q !== '' && { q }),
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
