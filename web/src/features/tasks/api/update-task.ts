import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { Task, UpdateTask } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { findTask, patchTask, upsertTask } from './task-cache';

const updateTask = (taskId: string, body: UpdateTask) =>
  answer(api.PATCH('/api/tasks/{task_id}', { params: { path: { task_id: taskId } }, body }));

export function useUpdateTask(task: Task) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateTask) => updateTask(task.id, body),
    onMutate: (body) => {
      const before = findTask(client, task.project_id, task.id);
      patchTask(client, task.project_id, task.id, body);
      return before;
    },
    onSuccess: (row) => upsertTask(client, row),
    onError: (error, _body, before) => {
      if (before) patchTask(client, task.project_id, task.id, before);
      notifyProblem(`${task.key} was not changed`, error);
    },
  });
}
