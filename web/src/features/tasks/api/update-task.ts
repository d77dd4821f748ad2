import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { Task, UpdateTask } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { changeTask, upsertTask } from './task-cache';

const updateTask = (taskId: string, body: UpdateTask) =>
  answer(api.PATCH('/api/tasks/{task_id}', { params: { path: { task_id: taskId } }, body }));

export interface TaskChange {
  task: Task;
  body: UpdateTask;
}

/** Shown at once; a refusal puts back what was changed. The task of a change is its own, whatever is open by then. */
export function useUpdateTask() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ task, body }: TaskChange) => updateTask(task.id, body),
    onMutate: ({ task, body }) =>
      changeTask(client, task.project_id, task.id, (row) => ({ ...row, ...body })),
    onSuccess: (row) => upsertTask(client, row),
    onError: (error, { task }) => notifyProblem(`${task.key} was not changed`, error, task.id),
    onSettled: (_row, _error, _change, end) => end?.(),
  });
}
