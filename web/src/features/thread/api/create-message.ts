import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { notifyProblem } from '@/lib/notify';
import { addMessage } from './add-message';

const createMessage = (taskId: string, content: string) =>
  answer(
    api.POST('/api/tasks/{task_id}/messages', { params: { path: { task_id: taskId } }, body: { content } }),
  );

export function useCreateMessage(taskId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (content: string) => createMessage(taskId, content),
    onSuccess: (message) => addMessage(client, message),
    onError: (error) => notifyProblem('The message was not sent', error),
  });
}
