import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import type { CreateTask } from '@/lib/api/types';
import { upsertTask } from './task-cache';

const createTask = (projectId: string, body: CreateTask) =>
  once((header) =>
    answer(
      api.POST('/api/projects/{project_id}/tasks', {
        params: { header, path: { project_id: projectId } },
        body,
      }),
    ),
  );

/** `onCreated` is called even when the dialog was closed before the answer. */
export function useCreateTask(projectId: string, onCreated: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateTask) => createTask(projectId, body),
    onSuccess: (task) => {
      upsertTask(client, task);
      onCreated();
    },
  });
}
