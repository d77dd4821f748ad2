import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import { announce } from '@/lib/announce';
import { notifyRefusal } from '@/lib/notify';
import type { Move } from '../board/plan-move';
import { refusalWords } from './refusal-words';
import { changeTask, upsertTask } from './task-cache';

const moveTask = ({ task, status, afterId, beforeId }: Move) =>
  answer(
    api.POST('/api/tasks/{task_id}/move', {
      params: { path: { task_id: task.id } },
      body: {
        status,
        ...(afterId === null ? {} : { after_id: afterId }),
        ...(afterId === null && beforeId !== null ? { before_id: beforeId } : {}),
      },
    }),
  );

/** The card lies where it was dropped at once; a refusal puts it back and says why. */
export function useMoveTask(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: moveTask,
    onMutate: ({ task, status, rank }) => {
      // An answer that is older than the drop would put the card back; what else it brings is asked for again.
      const interrupted = client.isFetching({ queryKey: keys.tasks(projectId) }) > 0;
      void client.cancelQueries({ queryKey: keys.tasks(projectId) });
      return {
        interrupted,
        end: changeTask(client, projectId, task.id, (row) => ({ ...row, status, rank })),
      };
    },
    onSuccess: (task) => upsertTask(client, task),
    onError: (error, { task, columnName }) => {
      const why = refusalWords(error, columnName);
      notifyRefusal(`${task.key} was not moved to ${columnName}`, why, null, task.id);
      announce(`${task.key} was not moved to ${columnName} and is back where it was. ${why}`);
    },
    onSettled: (_task, error, _move, shown) => {
      shown?.end();
      if (error || shown?.interrupted === true)
        void client.invalidateQueries({ queryKey: keys.tasks(projectId) });
    },
  });
}
