import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { Criterion, Task } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { changeTask, patchCriteria } from './task-cache';

const deleteCriterion = (criterionId: string) =>
  answer(api.DELETE('/api/criteria/{criterion_id}', { params: { path: { criterion_id: criterionId } } }));

interface Removal {
  criterion: Criterion;
  /** Where it stood, for whoever wants it back. */
  index: number;
}

export function useDeleteCriterion(task: Task, onRemoved: (removal: Removal) => void) {
  const client = useQueryClient();
  const without =
    ({ id }: Criterion) =>
    (criteria: readonly Criterion[]) =>
      criteria.filter((entry) => entry.id !== id);
  return useMutation({
    mutationFn: ({ criterion }: Removal) => deleteCriterion(criterion.id),
    onMutate: ({ criterion }) =>
      changeTask(client, task.project_id, task.id, (row) => ({
        ...row,
        acceptance_criteria: without(criterion)(row.acceptance_criteria),
      })),
    onSuccess: (_none, removal) => {
      patchCriteria(client, task, without(removal.criterion));
      onRemoved(removal);
    },
    onError: (error) => notifyProblem('The criterion was not removed', error),
    onSettled: (_none, _error, _criterion, end) => end?.(),
  });
}
