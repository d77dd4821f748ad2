import { answer, api } from '@/lib/api/client';
import type { Subtask, UpdateSubtask } from '@/lib/api/types';
import { useSubtaskMutation } from './change-subtasks';

interface Change {
  subtask: Subtask;
  body: UpdateSubtask;
}

const updateSubtask = ({ subtask, body }: Change) =>
  answer(
    api.PATCH('/api/subtasks/{subtask_id}', {
      params: { path: { subtask_id: subtask.id } },
      body,
    }),
  );

function changed(subtasks: readonly Subtask[], { subtask, body }: Change): Subtask[] {
  const { position, ...part } = body;
  const own = { ...subtask, ...part };
  if (position === undefined) return subtasks.map((entry) => (entry.id === subtask.id ? own : entry));
  const others = subtasks.filter(({ id }) => id !== subtask.id);
  return [...others.slice(0, position), own, ...others.slice(position)];
}

export const useUpdateSubtask = (taskId: string) =>
  useSubtaskMutation({
    taskId,
    send: updateSubtask,
    apply: changed,
    refusal: 'The subtask was not changed',
  });
