import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { Criterion, Task } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { changeTask, patchCriteria } from './task-cache';

interface Change {
  criterion: Criterion;
  part: Partial<Pick<Criterion, 'text' | 'done' | 'check'>>;
}

const updateCriterion = ({ criterion, part }: Change) =>
  answer(
    api.PATCH('/api/criteria/{criterion_id}', {
      params: { path: { criterion_id: criterion.id } },
      body: part,
    }),
  );

export function useUpdateCriterion(task: Task) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: updateCriterion,
    onMutate: ({ criterion, part }) =>
      changeTask(client, task.project_id, task.id, (row) => ({
        ...row,
        acceptance_criteria: row.acceptance_criteria.map((entry) =>
          entry.id === criterion.id ? { ...entry, ...part } : entry,
        ),
      })),
    onSuccess: (row) =>
      patchCriteria(client, task, (criteria) => criteria.map((entry) => (entry.id === row.id ? row : entry))),
    onError: (error) => notifyProblem('The criterion was not changed', error),
    onSettled: (_row, _error, _change, end) => end?.(),
  });
}
