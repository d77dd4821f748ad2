import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import type { UpdateProject } from '@/lib/api/types';
import { upsertProject } from './upsert-project';

const updateProject = (projectId: string, body: UpdateProject) =>
  answer(api.PATCH('/api/projects/{project_id}', { params: { path: { project_id: projectId } }, body }));

export function useUpdateProject(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateProject) => updateProject(projectId, body),
    onSuccess: (project) => upsertProject(client, project),
  });
}
