import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { Task, UpdateTask } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { findTask, patchTask, restoreTask, upsertTask } from './task-cache';

const updateTask = (taskId: string, body: UpdateTask) =>
  answer(api.PATCH('/api/tasks/{task_id}', { params: { path: { task_id: taskId } }, body }));

export interface TaskChange {
  task: Task;
  body: UpdateTask;
}

/** Shown at once; a refusal puts back what was changed. The task of a change is its own, whatever is open by then. */
export function useUpdateTask(onSaved?: (change: TaskChange) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ task, body }: TaskChange) => updateTask(task.id, body),
    onMutate: ({ task, body }) => {
      const before = findTask(client, task.project_id, task.id);
      patchTask(client, task.project_id, task.id, body);
      return before;
    },
    onSuccess: (row, change) => {
      upsertTask(client, row);
      onSaved?.(change);
    },
    onError: (error, { task, body }, before) => {
      if (before) restoreTask(client, before, Object.keys(body));
      notifyProblem(`${task.key} was not changed`, error);
    },
  });
}
