import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Message } from '@/lib/api/types';

/** How many messages of each task its reader has not seen; a task without any is not in it. */
export type Unread = Readonly<Record<string, number>>;

export const unreadQuery = (projectId: string) =>
  queryOptions({
    queryKey: keys.unread(projectId),
    queryFn: async ({ signal }): Promise<Unread> => {
      const { items } = await answer(
        api.GET('/api/projects/{project_id}/unread', { params: { path: { project_id: projectId } }, signal }),
      );
      return Object.fromEntries(items.map(({ task_id, count }) => [task_id, count]));
    },
    // Pushes count up; what was read in another window is learnt on coming back to this one.
    refetchOnWindowFocus: true,
  });

export function setUnread(
  client: QueryClient,
  projectId: string,
  taskId: string,
  count: (old: number) => number,
) {
  client.setQueryData<Unread>(
    keys.unread(projectId),
    (unread) => unread && { ...unread, [taskId]: count(unread[taskId] ?? 0) },
  );
}

/** What a person wrote is known to him. */
export function countUnread(client: QueryClient, projectId: string, message: Message): void {
  if (message.sender_type !== 'user') setUnread(client, projectId, message.task_id, (old) => old + 1);
}
