import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { Problem } from '@/lib/api/problem';
import type { Project, UpdateProject } from '@/lib/api/types';
import { upsertProject } from './upsert-project';

const updateProject = (projectId: string, body: UpdateProject) =>
  answer(api.PATCH('/api/projects/{project_id}', { params: { path: { project_id: projectId } }, body }));

export function useUpdateProject(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateProject) => updateProject(projectId, body),
    onSuccess: (project) => upsertProject(client, project),
    // The page then shows what both have changed.
    onError: (error) => {
      const current = error instanceof Problem && isStale(error) ? error.extra['current'] : undefined;
      if (current !== undefined) upsertProject(client, current as Project); // the contract says so of a stale version
    },
  });
}

export const isStale = (error: unknown): boolean =>
  error instanceof Problem && error.code === 'project.stale_version';
