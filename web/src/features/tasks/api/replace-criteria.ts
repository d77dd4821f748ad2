import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { Criterion, Task } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { changeTask, upsertTask } from './task-cache';

const replaceCriteria = (taskId: string, criteria: readonly Criterion[]) =>
  answer(
    api.PATCH('/api/tasks/{task_id}', {
      params: { path: { task_id: taskId } },
      body: {
        acceptance_criteria: criteria.map(({ id, text, done, check }) => ({
          id,
          text,
          done,
          check,
        })),
      },
    }),
  );

/** The whole list at once: in another order, or with one that was taken away put back where it was. */
export function useReplaceCriteria(task: Task) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (criteria: readonly Criterion[]) => replaceCriteria(task.id, criteria),
    onMutate: (criteria) =>
      changeTask(client, task.project_id, task.id, (row) => ({ ...row, acceptance_criteria: [...criteria] })),
    onSuccess: (row) => upsertTask(client, row),
    onError: (error) => notifyProblem('The criteria were not changed', error),
    onSettled: (_row, _error, _criteria, end) => end?.(),
  });
}
