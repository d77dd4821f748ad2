import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';

const deleteSession = () => answer(api.DELETE('/api/session'));

export function useDeleteSession() {
  const client = useQueryClient();
  return useMutation({ mutationFn: deleteSession, onSuccess: () => client.clear() });
}
