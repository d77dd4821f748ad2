import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { Criterion, Task } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { patchCriteria } from './task-cache';

interface Change {
  criterion: Criterion;
  part: { text?: string; done?: boolean };
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
  const put = (row: Criterion) =>
    patchCriteria(client, task.project_id, task.id, (criteria) =>
      criteria.map((entry) => (entry.id === row.id ? row : entry)),
    );
  return useMutation({
    mutationFn: updateCriterion,
    onMutate: ({ criterion, part }) => put({ ...criterion, ...part }),
    onSuccess: put,
    onError: (error, { criterion }) => {
      put(criterion);
      notifyProblem('The criterion was not changed', error);
    },
  });
}
