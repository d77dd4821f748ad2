import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import type { Task } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { patchCriteria } from './task-cache';

const createCriterion = (taskId: string, text: string) =>
  once((header) =>
    answer(
      api.POST('/api/tasks/{task_id}/criteria', {
        params: { header, path: { task_id: taskId } },
        body: { text: text.trim() },
      }),
    ),
  );

export function useCreateCriterion(task: Task, onAdded: (text: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => createCriterion(task.id, text),
    onSuccess: (criterion, text) => {
      patchCriteria(client, task.project_id, task.id, (criteria) => [
        ...criteria.filter(({ id }) => id !== criterion.id),
        criterion,
      ]);
      onAdded(text);
    },
    onError: (error) => notifyProblem('The criterion was not added', error),
  });
}
