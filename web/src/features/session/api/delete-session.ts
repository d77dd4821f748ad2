import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { forgetUser } from '@/lib/stored';

const deleteSession = () => answer(api.DELETE('/api/session'));

/** Who asks for it may be gone by the time of the answer, as the commands are. */
export function useDeleteSession(onSignedOut: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deleteSession,
    onSuccess: () => {
      client.clear();
      forgetUser();
      onSignedOut();
    },
  });
}
