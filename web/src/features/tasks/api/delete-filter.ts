import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { SavedFilter } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { notifyProblem } from '@/lib/notify';
import { changeFilters, refreshFilters, restoreFilters } from './filter-cache';

const deleteFilter = (filterId: string) =>
  answer(api.DELETE('/api/filters/{filter_id}', { params: { path: { filter_id: filterId } } }));

export function useDeleteFilter(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: SavedFilter) => deleteFilter(id),
    onMutate: ({ id }) =>
      changeFilters(client, projectId, (filters) => filters.filter((entry) => entry.id !== id)),
    onSuccess: (_answer, { name }) => announce(`The filter ${name} is deleted.`),
    onError: (error, { name }, before) => {
      restoreFilters(client, projectId, before);
      notifyProblem(`The filter ${name} was not deleted`, error);
    },
    onSettled: () => refreshFilters(client, projectId),
  });
}
