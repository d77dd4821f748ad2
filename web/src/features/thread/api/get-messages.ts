import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Message } from '@/lib/api/types';

const getPage = (taskId: string, cursor: string | null, signal: AbortSignal) =>
  answer(
    api.GET('/api/tasks/{task_id}/messages', {
      params: { path: { task_id: taskId }, query: { limit: 200, ...(cursor !== null && { cursor }) } },
      signal,
    }),
  );

/** The whole thread: pages come with the oldest first, and the newest are what one reads. */
async function getMessages(taskId: string, signal: AbortSignal): Promise<Message[]> {
  const messages: Message[] = [];
  let cursor: string | null = null;
  do {
    const page = await getPage(taskId, cursor, signal);
    messages.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return messages;
}

export const messagesQuery = (taskId: string) =>
  queryOptions({
    queryKey: keys.messages(taskId),
    queryFn: ({ signal }) => getMessages(taskId, signal),
  });
