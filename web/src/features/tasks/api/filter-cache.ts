import type { QueryClient } from '@tanstack/react-query';
import { keys } from '@/lib/api/query-keys';
import type { SavedFilter } from '@/lib/api/types';

/** Changes the list as it is shown; hands out how it was. An answer on its way would put the old one back. */
export async function changeFilters(
  client: QueryClient,
  projectId: string,
  change: (filters: readonly SavedFilter[]) => SavedFilter[],
): Promise<readonly SavedFilter[] | undefined> {
  const queryKey = keys.filters(projectId);
  await client.cancelQueries({ queryKey });
  const before = client.getQueryData<SavedFilter[]>(queryKey);
  client.setQueryData<SavedFilter[]>(queryKey, (filters) => filters && change(filters));
  return before;
}

export const restoreFilters = (
  client: QueryClient,
  projectId: string,
  before: readonly SavedFilter[] | undefined,
): void => void client.setQueryData(keys.filters(projectId), before);

export const refreshFilters = (client: QueryClient, projectId: string): Promise<void> =>
  client.invalidateQueries({ queryKey: keys.filters(projectId) });
