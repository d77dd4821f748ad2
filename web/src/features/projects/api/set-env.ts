import { useMutation } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';

const setEnv = (projectId: string, values: Record<string, string>) =>
  answer(
    api.PUT('/api/projects/{project_id}/env', { params: { path: { project_id: projectId } }, body: values }),
  );

export function useSetEnv(projectId: string) {
  return useMutation({ mutationFn: (values: Record<string, string>) => setEnv(projectId, values) });
}
