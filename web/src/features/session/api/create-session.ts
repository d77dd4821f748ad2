import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';

const createSession = (token: string) => answer(api.POST('/api/session', { body: { token } }));

export function useCreateSession(onSignedIn: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createSession,
    onSuccess: () => {
      client.clear();
      onSignedIn();
    },
  });
}
