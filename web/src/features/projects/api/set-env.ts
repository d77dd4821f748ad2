import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { upsertProject } from './upsert-project';

/** `null` takes a name away; names that are not given stay as they are. */
type EnvChange = Record<string, string | null>;

const setEnv = (projectId: string, change: EnvChange) =>
  answer(
    api.PUT('/api/projects/{project_id}/env', { params: { path: { project_id: projectId } }, body: change }),
  );

export function useSetEnv(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: EnvChange) => setEnv(projectId, change),
    onSuccess: (project) => upsertProject(client, project),
  });
}
