import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import type { CreateProject } from '@/lib/api/types';
import { upsertProject } from './upsert-project';

const createProject = (body: CreateProject) =>
  once((header) => answer(api.POST('/api/projects', { params: { header }, body })));

export function useCreateProject() {
  const client = useQueryClient();
  return useMutation({ mutationFn: createProject, onSuccess: (project) => upsertProject(client, project) });
}
