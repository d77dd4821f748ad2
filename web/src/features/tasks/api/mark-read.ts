import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import { setUnread } from './get-unread';

/** The mark goes at once; that it is not stored is worth no word, only the truth again. */
export function useMarkRead(projectId: string, taskId: string) {
  const client = useQueryClient();
  return useCallback(
    (messageId: string) => {
      const queryKey = keys.unread(projectId);
      // A count that was asked for before would bring the mark back.
      void client.cancelQueries({ queryKey });
      setUnread(client, projectId, taskId, () => 0);
      const stored = answer(
        api.PUT('/api/tasks/{task_id}/read', {
          params: { path: { task_id: taskId } },
          body: { message_id: messageId },
        }),
      );
      const refresh = () => void client.invalidateQueries({ queryKey });
      stored.then(refresh, refresh);
    },
    [client, projectId, taskId],
  );
}
