import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import { keys } from '@/lib/api/query-keys';

const createToken = (name: string) =>
  once((header) => answer(api.POST('/api/tokens', { params: { header }, body: { name } })));

export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createToken,
    // Not kept: it is shown once, and then only its hash is anywhere.
    gcTime: 0,
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.tokens }),
  });
}
