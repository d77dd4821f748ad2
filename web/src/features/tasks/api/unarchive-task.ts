import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';
import type { Task } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { notifyProblem } from '@/lib/notify';
import { endRemoval } from './own-removals';
import { upsertTask } from './task-cache';

const unarchiveTask = (taskId: string) =>
  answer(api.POST('/api/tasks/{task_id}/unarchive', { params: { path: { task_id: taskId } } }));

/** One after the other, so that a column's limit refuses the last and not any. */
export async function unarchiveTasks(client: QueryClient, tasks: readonly Task[]): Promise<void> {
  for (const task of tasks) {
    try {
      upsertTask(client, await unarchiveTask(task.id));
      endRemoval(task.id);
      announce(`${task.key} is back on the board.`);
    } catch (error) {
      notifyProblem(`${task.key} was not brought back`, error);
    }
    void client.invalidateQueries({ queryKey: keys.archivedTasks(task.project_id) });
  }
}

export function useUnarchiveTask() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (task: Task) => unarchiveTasks(client, [task]) });
}
