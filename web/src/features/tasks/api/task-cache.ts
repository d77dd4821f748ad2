import type { QueryClient } from '@tanstack/react-query';
import { isActive } from '@/lib/attempt-activity';
import { keys } from '@/lib/api/query-keys';
import type { Attempt, Criterion, LatestAttempt, Task } from '@/lib/api/types';

type Change = (tasks: readonly Task[]) => Task[];

function changeTasks(client: QueryClient, projectId: string, change: Change): void {
  client.setQueryData<Task[]>(keys.tasks(projectId), (tasks) => tasks && change(tasks));
}

/** Puts a row in by id; one that is older than what is shown is dropped. */
export function upsertTask(client: QueryClient, task: Task): void {
  changeTasks(client, task.project_id, (tasks) => {
    const known = tasks.find(({ id }) => id === task.id);
    if (known && known.version > task.version) return [...tasks];
    if (task.archived_at !== null) return tasks.filter(({ id }) => id !== task.id);
    return known ? tasks.map((entry) => (entry.id === task.id ? task : entry)) : [...tasks, task];
  });
}

export function removeTask(client: QueryClient, projectId: string, taskId: string): void {
  changeTasks(client, projectId, (tasks) => tasks.filter(({ id }) => id !== taskId));
}

/** Changes parts of a task that is shown; the server's row follows. */
export function patchTask(client: QueryClient, projectId: string, taskId: string, part: Partial<Task>): void {
  changeTasks(client, projectId, (tasks) =>
    tasks.map((task) => (task.id === taskId ? { ...task, ...part } : task)),
  );
}

/** Takes a change back, unless a newer row of the server's has come meanwhile: that one is right. */
export function restoreTask(client: QueryClient, before: Task, names: readonly string[]): void {
  if (findTask(client, before.project_id, before.id)?.version !== before.version) return;
  const part = Object.fromEntries(Object.entries(before).filter(([name]) => names.includes(name)));
  patchTask(client, before.project_id, before.id, part);
}

export function patchCriteria(
  client: QueryClient,
  projectId: string,
  taskId: string,
  change: (criteria: readonly Criterion[]) => Criterion[],
): void {
  changeTasks(client, projectId, (tasks) =>
    tasks.map((task) =>
      task.id === taskId ? { ...task, acceptance_criteria: change(task.acceptance_criteria) } : task,
    ),
  );
}

/** What a card shows of an attempt; its diff and live line come with the task's own row. */
function latestOf(attempt: Attempt, shown: LatestAttempt | null): LatestAttempt {
  const same = shown?.id === attempt.id ? shown : null;
  return {
    id: attempt.id,
    number: attempt.number,
    status: attempt.status,
    phase: attempt.phase,
    agent_id: attempt.agent_id,
    failure: attempt.failure,
    closed: attempt.closed,
    gates: attempt.gates.map(({ gate, status, stale }) => ({ gate, status, stale })),
    diff: same?.diff ?? null,
    cost_usd: attempt.usage?.cost_usd ?? null,
    open_comments: same?.open_comments ?? 0,
    activity: isActive(attempt) ? (same?.activity ?? null) : null,
    queued_at: attempt.queued_at,
    started_at: attempt.started_at,
    finished_at: attempt.finished_at,
  };
}

/** A card shows its latest attempt: a pushed one of that number or a later one replaces it. */
export function showAttempt(client: QueryClient, projectId: string, attempt: Attempt): void {
  changeTasks(client, projectId, (tasks) =>
    tasks.map((task) =>
      task.id === attempt.task_id && (task.latest_attempt?.number ?? 0) <= attempt.number
        ? { ...task, latest_attempt: latestOf(attempt, task.latest_attempt) }
        : task,
    ),
  );
}

export const findTask = (client: QueryClient, projectId: string, taskId: string): Task | undefined =>
  client.getQueryData<Task[]>(keys.tasks(projectId))?.find(({ id }) => id === taskId);
