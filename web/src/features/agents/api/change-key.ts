import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { KeyProvider, StoredKey } from '@/lib/api/types';

/** Where a key is kept; null is for all projects. */
export interface KeyPlace {
  provider: KeyProvider;
  projectId: string | null;
}

const paramsOf = ({ provider, projectId }: KeyPlace) => ({
  path: { provider },
  query: projectId === null ? {} : { project_id: projectId },
});

const storeKey = (place: KeyPlace, value: string) =>
  answer(api.PUT('/api/keys/{provider}', { params: paramsOf(place), body: { value } }));

const removeKey = (place: KeyPlace) =>
  answer(api.DELETE('/api/keys/{provider}', { params: paramsOf(place) }));

const without = (stored: readonly StoredKey[] | undefined, { provider, projectId }: KeyPlace) =>
  stored?.filter((key) => key.provider !== provider || key.project_id !== projectId);

/** Which profiles are signed in follows from the keys. */
function useKeyMutation<Result>(
  change: (place: KeyPlace, value: string) => Promise<Result>,
  added: (result: Result) => StoredKey[],
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ place, value }: { place: KeyPlace; value: string }) => change(place, value),
    onSuccess: (result, { place }) => {
      client.setQueryData<StoredKey[]>(keys.storedKeys, (stored) => {
        const others = without(stored, place);
        return others && [...others, ...added(result)];
      });
      void client.invalidateQueries({ queryKey: keys.agentReadiness });
      void client.invalidateQueries({ queryKey: keys.detectedAgents });
    },
  });
}

export const useStoreKey = () => useKeyMutation(storeKey, (key) => [key]);
export const useRemoveKey = () => useKeyMutation(removeKey, () => []);
