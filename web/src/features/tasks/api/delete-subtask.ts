import { answer, api } from '@/lib/api/client';
import type { Subtask } from '@/lib/api/types';
import { useSubtaskMutation } from './change-subtasks';

const deleteSubtask = ({ id }: Subtask) =>
  answer(api.DELETE('/api/subtasks/{subtask_id}', { params: { path: { subtask_id: id } } }));

export const useDeleteSubtask = (taskId: string, onRemoved: (subtask: Subtask) => void) =>
  useSubtaskMutation({
    taskId,
    send: deleteSubtask,
    apply: (subtasks, { id }) => subtasks.filter((entry) => entry.id !== id),
    refusal: 'The subtask was not removed',
    onDone: (_none, subtask) => onRemoved(subtask),
  });
