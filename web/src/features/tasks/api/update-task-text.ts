import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { currentOf } from '@/lib/api/problem';
import type { Task } from '@/lib/api/types';
import { notifyProblem } from '@/lib/notify';
import { changeTask, upsertTask } from './task-cache';

export interface TextChange {
  task: Task;
  name: 'title' | 'description';
  text: string;
  /** What stood there when the writing began. */
  base: string;
}

const put = ({ task, name, text }: TextChange, version: number) =>
  answer(
    api.PATCH('/api/tasks/{task_id}', {
      params: { path: { task_id: task.id } },
      body: { [name]: text, version },
    }),
  );

/** A version that is stale for another field's sake is no conflict: the text goes over the newest row then. */
async function updateText(change: TextChange): Promise<Task> {
  try {
    return await put(change, change.task.version);
  } catch (error) {
    const current = currentOf(error) as Task | null;
    if (current?.[change.name] !== change.base) throw error;
    return put(change, current.version);
  }
}

interface TextCallbacks {
  onSaved: (change: TextChange, row: Task) => void;
  /** Somebody else wrote there meanwhile: theirs is shown, the caller keeps what was written here. */
  onConflict: (theirs: string) => void;
}

export function useUpdateTaskText({ onSaved, onConflict }: TextCallbacks) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: updateText,
    onMutate: ({ task, name, text }) =>
      changeTask(client, task.project_id, task.id, (row) => ({ ...row, [name]: text })),
    onSuccess: (row, change) => {
      upsertTask(client, row);
      onSaved(change, row);
    },
    onError: (error, change) => {
      const current = currentOf(error) as Task | null;
      if (current) {
        upsertTask(client, current);
        onConflict(current[change.name]);
      } else notifyProblem(`${change.task.key} was not changed`, error, change.task.id);
    },
    onSettled: (_row, _error, _change, end) => end?.(),
  });
}
