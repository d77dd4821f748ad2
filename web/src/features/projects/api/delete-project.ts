import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Project } from '@/lib/api/types';

const deleteProject = (projectId: string, force: boolean) =>
  answer(
    api.DELETE('/api/projects/{project_id}', {
      params: { path: { project_id: projectId }, query: force ? { force } : {} },
    }),
  );

/** A project that is gone from the list is left by its page: nothing that follows belongs to `mutate`. */
export function useDeleteProject(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (force: boolean) => deleteProject(projectId, force),
    onSuccess: () =>
      client.setQueryData<Project[]>(keys.projects, (projects) =>
        projects?.filter(({ id }) => id !== projectId),
      ),
  });
}
