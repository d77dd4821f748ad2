import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { Task } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { patchCriteria } from './task-cache';

const deleteCriterion = (criterionId: string) =>
  answer(api.DELETE('/api/criteria/{criterion_id}', { params: { path: { criterion_id: criterionId } } }));

export function useDeleteCriterion(task: Task) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deleteCriterion,
    onSuccess: (_none, criterionId) =>
      patchCriteria(client, task.project_id, task.id, (criteria) =>
        criteria.filter(({ id }) => id !== criterionId),
      ),
    onError: (error) => notifyProblem('The criterion was not removed', error),
  });
}
