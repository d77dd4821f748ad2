import type { QueryClient } from '@tanstack/react-query';
import { isActive } from '@/lib/attempt-activity';
import { keys } from '@/lib/api/query-keys';
import type { Attempt, Criterion, LatestAttempt, Task } from '@/lib/api/types';
import { isOlder, layOver, pendingOf, shownRow } from './pending-tasks';

type Change = (tasks: Task[]) => Task[];

function changeTasks(client: QueryClient, projectId: string, change: Change): void {
  client.setQueryData<Task[]>(keys.tasks(projectId), (tasks) => tasks && change(tasks));
}

/** Puts the server's row in by id, with what is under way; one that is older than what is shown is dropped. */
export function upsertTask(client: QueryClient, task: Task): void {
  const { created } = pendingOf(client);
  changeTasks(client, task.project_id, (tasks) => {
    const known = tasks.find(({ id }) => id === task.id);
    if (known && isOlder(task, known)) return tasks;
    if (task.archived_at !== null) return tasks.filter(({ id }) => id !== task.id);
    const shown = shownRow(client, task);
    if (known) return tasks.map((entry) => (entry.id === task.id ? shown : entry));
    // The push about a card that was made here mostly comes before the answer: it takes the place of the pending one.
    const made = [...created.values()].find(({ title }) => title === task.title);
    if (made) created.delete(made.id);
    return made ? tasks.map((entry) => (entry.id === made.id ? shown : entry)) : [...tasks, shown];
  });
}

/** Shows a card that the server has yet to make; the function that is returned takes it off. */
export function addPending(client: QueryClient, task: Task): () => void {
  pendingOf(client).created.set(task.id, task);
  changeTasks(client, task.project_id, (tasks) => [...tasks, task]);
  return () => {
    pendingOf(client).created.delete(task.id);
    removeTask(client, task.project_id, task.id);
  };
}

export function removeTask(client: QueryClient, projectId: string, taskId: string): void {
  changeTasks(client, projectId, (tasks) =>
    tasks.some(({ id }) => id === taskId) ? tasks.filter(({ id }) => id !== taskId) : tasks,
  );
}

/**
 * Shows a change at once. The function that is returned ends it: what is shown then is the server's newest row,
 * which is the answer's, a push's, or, when the change was refused, the one from before.
 */
export function changeTask(
  client: QueryClient,
  projectId: string,
  taskId: string,
  apply: (task: Task) => Task,
): () => void {
  const row = findTask(client, projectId, taskId);
  if (!row) return () => undefined;
  const show = (task: Task) =>
    changeTasks(client, projectId, (tasks) => tasks.map((entry) => (entry.id === taskId ? task : entry)));
  const { shown, takeOff } = layOver(client, row, apply);
  show(shown);
  return () => {
    const rest = takeOff();
    if (rest) show(rest);
  };
}

/** Changes what the server has confirmed already, ahead of the row that it sends. */
function confirmTask(
  client: QueryClient,
  projectId: string,
  taskId: string,
  apply: (task: Task) => Task,
): void {
  const pending = pendingOf(client).changed.get(taskId);
  if (pending) pendingOf(client).changed.set(taskId, { ...pending, row: apply(pending.row) });
  changeTasks(client, projectId, (tasks) => tasks.map((task) => (task.id === taskId ? apply(task) : task)));
}

export const patchCriteria = (
  client: QueryClient,
  task: Task,
  change: (criteria: readonly Criterion[]) => Criterion[],
): void =>
  confirmTask(client, task.project_id, task.id, (row) => ({
    ...row,
    acceptance_criteria: change(row.acceptance_criteria),
  }));

/** What only the task's own row says of an attempt. */
type OnlyOfRow = Pick<LatestAttempt, 'diff' | 'open_comments' | 'activity' | 'overlaps'>;

const UNKNOWN: OnlyOfRow = { diff: null, open_comments: 0, activity: null, overlaps: [] };

/** What a card shows of an attempt; its diff and live line come with the task's own row. */
function latestOf(attempt: Attempt, shown: LatestAttempt | null): LatestAttempt {
  const { diff, open_comments, activity, overlaps } = shown?.id === attempt.id ? shown : UNKNOWN;
  return {
    id: attempt.id,
    number: attempt.number,
    status: attempt.status,
    phase: attempt.phase,
    agent_id: attempt.agent_id,
    failure: attempt.failure,
    closed: attempt.closed,
    gates: attempt.gates.map(({ gate, status, stale }) => ({ gate, status, stale })),
    diff,
    cost_usd: attempt.usage?.cost_usd ?? null,
    waiting: attempt.waiting,
    open_comments,
    activity: isActive(attempt) ? activity : null,
    overlaps,
    queued_at: attempt.queued_at,
    started_at: attempt.started_at,
    finished_at: attempt.finished_at,
  };
}

/** As on the server: an open attempt is shown until a later open one begins; a closed one gives way to any of these. */
function takesPlace(attempt: Attempt, shown: LatestAttempt | null): boolean {
  if (shown === null || shown.id === attempt.id) return true;
  const isLater = attempt.number > shown.number;
  return shown.closed === null ? isLater && attempt.closed === null : isLater || attempt.closed === null;
}

export function showAttempt(client: QueryClient, projectId: string, attempt: Attempt): void {
  const task = findTask(client, projectId, attempt.task_id);
  if (!task || !takesPlace(attempt, task.latest_attempt)) return;
  confirmTask(client, projectId, task.id, (row) => ({
    ...row,
    latest_attempt: latestOf(attempt, row.latest_attempt),
  }));
}

export const findTask = (client: QueryClient, projectId: string, taskId: string): Task | undefined =>
  client.getQueryData<Task[]>(keys.tasks(projectId))?.find(({ id }) => id === taskId);
