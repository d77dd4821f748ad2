import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import type { Criterion, Task } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { PENDING } from './pending-tasks';
import { changeTask, patchCriteria } from './task-cache';

const createCriterion = (taskId: string, text: string) =>
  once((header) =>
    answer(
      api.POST('/api/tasks/{task_id}/criteria', {
        params: { header, path: { task_id: taskId } },
        body: { text },
      }),
    ),
  );

const pendingCriterion = (text: string): Criterion => ({
  id: `${PENDING}${text}`,
  text,
  done: false,
  check: null,
  evidence: null,
});

export function useCreateCriterion(task: Task, onRefused: (text: string) => void) {
  const client = useQueryClient();
  return useMutation({
    // One after the other, so that pasted lines keep their order.
    scope: { id: `criteria:${task.id}` },
    mutationFn: (text: string) => createCriterion(task.id, text),
    onMutate: (text) =>
      changeTask(client, task.project_id, task.id, (row) => ({
        ...row,
        acceptance_criteria: [...row.acceptance_criteria, pendingCriterion(text)],
      })),
    onSuccess: (criterion) =>
      patchCriteria(client, task, (criteria) => [
        ...criteria.filter(({ id }) => id !== criterion.id),
        criterion,
      ]),
    onError: (error, text) => {
      notifyProblem('The criterion was not added', error);
      onRefused(text);
    },
    onSettled: (_row, _error, _text, end) => end?.(),
  });
}
