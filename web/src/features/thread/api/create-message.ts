import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import { asProblem } from '@/lib/api/problem';
import { announce } from '@/lib/announce';
import { setRefused, setUnderWay, takeOut, type Outgoing } from '../outbox';
import { addMessage } from './add-message';

const createMessage = ({ id, taskId, content }: Outgoing) =>
  once(
    (header) =>
      answer(
        api.POST('/api/tasks/{task_id}/messages', {
          params: { header, path: { task_id: taskId } },
          body: { content },
        }),
      ),
    id,
  );

/** In the thread at once; what does not arrive stays there, with why and a way to try again. */
export function useCreateMessage(taskId: string) {
  const client = useQueryClient();
  return useMutation({
    // One after the other, so that they arrive in the order they were written in.
    scope: { id: `messages:${taskId}` },
    mutationFn: createMessage,
    onMutate: ({ id }) => setUnderWay(id),
    onSuccess: (message, { id }) => {
      addMessage(client, message);
      takeOut(id);
    },
    onError: (error, { id }) => {
      const { detail } = asProblem(error);
      setRefused(id, detail);
      announce(`The message was not sent. ${detail}`);
    },
  });
}
