import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Task } from '@/lib/api/types';

const getPage = (cursor: string | null, signal: AbortSignal) =>
  answer(
    api.GET('/api/needs-attention', {
      params: { query: { limit: 200, ...(cursor !== null && { cursor }) } },
      signal,
    }),
  );

async function getAll(signal: AbortSignal): Promise<Task[]> {
  const tasks: Task[] = [];
  let cursor: string | null = null;
  do {
    const page = await getPage(cursor, signal);
    tasks.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return tasks;
}

/** What waits in all projects: only the open one has a socket, so the others are asked now and then. */
export const needsAttentionQuery = queryOptions({
  queryKey: keys.needsAttention,
  queryFn: ({ signal }) => getAll(signal),
  refetchInterval: 60_000,
  // The count in the title is for those who look at another page.
  refetchIntervalInBackground: true,
  refetchOnWindowFocus: true,
});
