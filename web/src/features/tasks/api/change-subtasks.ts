import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { keys } from '@/lib/api/query-keys';
import type { Subtask } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';

interface SubtaskMutation<Input, Answer> {
  taskId: string;
  send: (input: Input) => Promise<Answer>;
  apply: (subtasks: readonly Subtask[], input: Input) => Subtask[];
  refusal: string;
  onRefused?: (input: Input) => void;
  onDone?: (answer: Answer, input: Input) => void;
}

const show = (client: QueryClient, taskId: string, subtasks: Subtask[] | undefined) =>
  client.setQueryData<Subtask[]>(keys.subtasks(taskId), subtasks);

/** A change of the list is shown at once; the list itself is asked for again when it is answered. */
export function useSubtaskMutation<Input, Answer>({
  taskId,
  send,
  apply,
  refusal,
  onRefused,
  onDone,
}: SubtaskMutation<Input, Answer>) {
  const client = useQueryClient();
  return useMutation({
    scope: { id: `subtasks:${taskId}` },
    mutationFn: send,
    onMutate: async (input) => {
      await client.cancelQueries({ queryKey: keys.subtasks(taskId) });
      const before = client.getQueryData<Subtask[]>(keys.subtasks(taskId));
      if (before) show(client, taskId, apply(before, input));
      return before;
    },
    onSuccess: (answer, input) => onDone?.(answer, input),
    onError: (error, input, before) => {
      show(client, taskId, before);
      notifyProblem(refusal, error);
      onRefused?.(input);
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.subtasks(taskId) }),
  });
}
