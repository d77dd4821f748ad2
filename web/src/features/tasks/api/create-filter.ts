import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import type { FilterQuery, SavedFilter } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { changeFilters, refreshFilters, restoreFilters } from './filter-cache';

interface NewFilter {
  name: string;
  query: FilterQuery;
}

const createFilter = (projectId: string, body: NewFilter) =>
  once((header) =>
    answer(
      api.POST('/api/projects/{project_id}/filters', {
        params: { header, path: { project_id: projectId } },
        body,
      }),
    ),
  );

export function useCreateFilter(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (filter: NewFilter) => createFilter(projectId, filter),
    onMutate: (filter) => {
      const shown: SavedFilter = { ...filter, id: 'new', project_id: projectId, position: Infinity };
      return changeFilters(client, projectId, (filters) => [...filters, shown]);
    },
    onSuccess: ({ name }) => announce(`The filter ${name} is saved.`),
    // Why is said where its name is written.
    onError: (_error, _filter, before) => restoreFilters(client, projectId, before),
    onSettled: () => refreshFilters(client, projectId),
  });
}
