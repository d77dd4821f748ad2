import type { QueryClient } from '@tanstack/react-query';
import { keys } from '@/lib/api/query-keys';
import type { Message } from '@/lib/api/types';

/** Adds a message once: it may arrive by the answer and by the socket. */
export function addMessage(client: QueryClient, message: Message): void {
  client.setQueryData<Message[]>(keys.messages(message.task_id), (messages) =>
    messages && !messages.some(({ id }) => id === message.id) ? [...messages, message] : messages,
  );
}
