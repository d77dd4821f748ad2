import { useMutation } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';

const validateProject = (projectId: string) =>
  answer(api.POST('/api/projects/{project_id}/validate', { params: { path: { project_id: projectId } } }));

export function useValidateProject() {
  return useMutation({ mutationFn: validateProject });
}
