import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { Task } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { removeTask } from './task-cache';

const deleteTask = (taskId: string) =>
  answer(api.DELETE('/api/tasks/{task_id}', { params: { path: { task_id: taskId } } }));

export function useDeleteTask(task: Task) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => deleteTask(task.id),
    onSuccess: () => removeTask(client, task.project_id, task.id),
    onError: (error) => notifyProblem(`${task.key} was not deleted`, error),
  });
}
