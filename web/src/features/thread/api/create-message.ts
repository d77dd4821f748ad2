import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import { notifyProblem } from '@/lib/notify';
import { addMessage } from './add-message';

const createMessage = (taskId: string, content: string) =>
  once((header) =>
    answer(
      api.POST('/api/tasks/{task_id}/messages', {
        params: { header, path: { task_id: taskId } },
        body: { content },
      }),
    ),
  );

/** The writer may have left the thread before the answer: what follows is told here, not to `mutate`. */
export function useCreateMessage(taskId: string, onSent: (content: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (content: string) => createMessage(taskId, content),
    onSuccess: (message, content) => {
      addMessage(client, message);
      onSent(content);
    },
    onError: (error) => notifyProblem('The message was not sent', error),
  });
}
