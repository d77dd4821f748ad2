import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { CreateTask } from '@/lib/api/types';
import { upsertTask } from './task-cache';

const createTask = (projectId: string, body: CreateTask) =>
  answer(api.POST('/api/projects/{project_id}/tasks', { params: { path: { project_id: projectId } }, body }));

export function useCreateTask(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateTask) => createTask(projectId, body),
    onSuccess: (task) => upsertTask(client, task),
  });
}
