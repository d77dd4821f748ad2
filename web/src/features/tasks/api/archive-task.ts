import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { Task } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { removeTask } from './task-cache';

const archiveTask = (taskId: string) =>
  answer(api.POST('/api/tasks/{task_id}/archive', { params: { path: { task_id: taskId } } }));

/** The board closes the drawer of a task that is gone; another may be open in it by then. */
export function useArchiveTask() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (task: Task) => archiveTask(task.id),
    onSuccess: (_answer, task) => removeTask(client, task.project_id, task.id),
    onError: (error, task) => notifyProblem(`${task.key} was not archived`, error),
  });
}
