import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { Task } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { removeTask } from './task-cache';

const archiveTask = (taskId: string) =>
  answer(api.POST('/api/tasks/{task_id}/archive', { params: { path: { task_id: taskId } } }));

export function useArchiveTask(task: Task) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => archiveTask(task.id),
    onSuccess: () => removeTask(client, task.project_id, task.id),
    onError: (error) => notifyProblem(`${task.key} was not archived`, error),
  });
}
