import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { ApiToken } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';

const deleteToken = (tokenId: string) =>
  answer(api.DELETE('/api/tokens/{token_id}', { params: { path: { token_id: tokenId } } }));

export function useDeleteToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: ApiToken) => deleteToken(token.id),
    onSuccess: (_none, { id }) =>
      client.setQueryData<ApiToken[]>(keys.tokens, (tokens) => tokens?.filter((token) => token.id !== id)),
    onError: (error, token) => notifyProblem(`${token.name} was not revoked`, error),
  });
}
