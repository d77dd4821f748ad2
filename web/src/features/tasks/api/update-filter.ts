import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { SavedFilter } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { changeFilters, refreshFilters, restoreFilters } from './filter-cache';

interface FilterChange {
  filter: SavedFilter;
  name?: string;
  position?: number;
}

const updateFilter = ({ filter, ...body }: FilterChange) =>
  answer(api.PATCH('/api/filters/{filter_id}', { params: { path: { filter_id: filter.id } }, body }));

function changed(filters: readonly SavedFilter[], { filter, name, position }: FilterChange): SavedFilter[] {
  const row = { ...filter, name: name ?? filter.name };
  if (position === undefined) return filters.map((entry) => (entry.id === filter.id ? row : entry));
  const others = filters.filter(({ id }) => id !== filter.id);
  return [...others.slice(0, position), row, ...others.slice(position)];
}

export function useUpdateFilter(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: updateFilter,
    onMutate: (change) => changeFilters(client, projectId, (filters) => changed(filters, change)),
    onError: (error, { filter }, before) => {
      restoreFilters(client, projectId, before);
      notifyProblem(`The filter ${filter.name} was not changed`, error);
    },
    onSettled: () => refreshFilters(client, projectId),
  });
}
