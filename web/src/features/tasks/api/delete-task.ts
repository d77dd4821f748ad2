import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Task } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { beginRemoval, endRemoval } from './own-removals';
import { removeTask } from './task-cache';

interface Deletion {
  task: Task;
  /** Cancels its running attempts first. */
  force: boolean;
}

const deleteTask = ({ task, force }: Deletion) =>
  answer(
    api.DELETE('/api/tasks/{task_id}', {
      params: { path: { task_id: task.id }, query: { force } },
    }),
  );

/** Not shown ahead of the answer: what cannot be undone is said when it is done. */
export function useDeleteTask() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deleteTask,
    onMutate: ({ task }) => beginRemoval(task.id),
    onError: (_error, { task }) => endRemoval(task.id),
    onSuccess: (_none, { task }) => {
      removeTask(client, task.project_id, task.id);
      void client.invalidateQueries({ queryKey: keys.archivedTasks(task.project_id) });
      announce(`${task.key} was deleted.`);
    },
  });
}
