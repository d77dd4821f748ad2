import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { Task } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { patchCriteria } from './task-cache';

const createCriterion = (taskId: string, text: string) =>
  answer(
    api.POST('/api/tasks/{task_id}/criteria', { params: { path: { task_id: taskId } }, body: { text } }),
  );

export function useCreateCriterion(task: Task) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => createCriterion(task.id, text),
    onSuccess: (criterion) =>
      patchCriteria(client, task.project_id, task.id, (criteria) => [
        ...criteria.filter(({ id }) => id !== criterion.id),
        criterion,
      ]),
    onError: (error) => notifyProblem('The criterion was not added', error),
  });
}
