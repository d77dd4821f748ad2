import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Task } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { plural } from '@/lib/format/quantity';
import { notify, notifyProblem } from '@/lib/notify';
import { beginRemoval, endRemoval } from './own-removals';
import { unarchiveTasks } from './unarchive-task';
import { removeTask, upsertTask } from './task-cache';

const archiveTask = (taskId: string) =>
  answer(api.POST('/api/tasks/{task_id}/archive', { params: { path: { task_id: taskId } } }));

const AT_ONCE = 6;

/** A few at a time; what is refused is handed back. */
async function archiveAll(tasks: readonly Task[]): Promise<{ refused: Task[]; error: unknown }> {
  const waiting = [...tasks];
  const refused: Task[] = [];
  let error: unknown = null;
  const work = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      try {
        await archiveTask(task.id);
      } catch (problem) {
        refused.push(task);
        error = problem;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { refused, error };
}

const named = (tasks: readonly Task[]): string => {
  const [only] = tasks;
  return tasks.length === 1 && only ? only.key : plural(tasks.length, 'card');
};

function settled(client: QueryClient, tasks: readonly Task[], refused: readonly Task[]): void {
  const archived = tasks.filter((task) => !refused.includes(task));
  if (archived.length === 0) return;
  announce(`${named(archived)} archived.`);
  notify(`${named(archived)} archived`, '', {
    label: 'Undo',
    run: () => void unarchiveTasks(client, archived),
  });
}

/** Off the board at once, one card or a column of them; what is refused comes back, and all of it can be undone. */
export function useArchiveTasks() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (tasks: readonly Task[]) => archiveAll(tasks),
    onMutate: (tasks) =>
      tasks.forEach((task) => {
        beginRemoval(task.id);
        removeTask(client, task.project_id, task.id);
      }),
    onSuccess: ({ refused, error }, tasks) => {
      refused.forEach((task) => {
        endRemoval(task.id);
        upsertTask(client, task);
      });
      if (refused.length > 0) notifyProblem(`${named(refused)} not archived`, error);
      settled(client, tasks, refused);
    },
    onSettled: (_result, _error, tasks) => {
      const [task] = tasks;
      if (task) void client.invalidateQueries({ queryKey: keys.archivedTasks(task.project_id) });
    },
  });
}
