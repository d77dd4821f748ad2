import type { Task } from '@/lib/api/types';

export const OLD_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/** When it was over: its last attempt's end, or else the last change. */
const doneAt = (task: Task): number => Date.parse(task.latest_attempt?.finished_at ?? task.updated_at);

/** Done, and for so many days. */
export const isOldDone = (task: Task, now: number, days = OLD_DAYS): boolean =>
  task.status === 'done' && now - doneAt(task) > days * DAY_MS;

export function withoutOld(tasks: readonly Task[], hidden: boolean): readonly Task[] {
  if (!hidden) return tasks;
  const now = Date.now();
  return tasks.filter((task) => !isOldDone(task, now));
}
