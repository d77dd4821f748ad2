import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { keys } from '@/lib/api/query-keys';
import type { Attempt, ProjectAttempt, Task } from '@/lib/api/types';
import { isActive } from '@/lib/attempt-activity';
import type { RunFilters } from './get-runs';

interface Page {
  items: ProjectAttempt[];
  next_cursor: string | null;
}
type History = InfiniteData<Page, string | null>;

/** Ids are UUIDv7: the greater, the later. */
const isLater = (a: ProjectAttempt, b: ProjectAttempt): boolean => a.id > b.id;

function insert(rows: readonly ProjectAttempt[], run: ProjectAttempt): ProjectAttempt[] {
  const at = rows.findIndex((row) => isLater(run, row));
  return at < 0 ? [...rows, run] : rows.toSpliced(at, 0, run);
}

const matches = (run: Attempt, { status, agent }: RunFilters): boolean =>
  !isActive(run) && (status ?? run.status) === run.status && (agent ?? run.agent_id) === run.agent_id;

const mapRows = (history: History, map: (rows: ProjectAttempt[]) => ProjectAttempt[]): History => ({
  ...history,
  pages: history.pages.map((page) => ({ ...page, items: map(page.items) })),
});

function withRun(history: History, run: ProjectAttempt, fits: boolean): History {
  if (fits && history.pages.some(({ items }) => items.some(({ id }) => id === run.id)))
    return mapRows(history, (rows) => rows.map((row) => (row.id === run.id ? run : row)));
  const without = mapRows(history, (rows) => rows.filter(({ id }) => id !== run.id));
  if (!fits) return without;
  const home = without.pages.findIndex(
    ({ items, next_cursor: next }) => next === null || items.some((row) => isLater(run, row)),
  );
  // Older than all that was loaded: its page has yet to come.
  if (home < 0) return without;
  return {
    ...without,
    pages: without.pages.map((page, index) =>
      index === home ? { ...page, items: insert(page.items, run) } : page,
    ),
  };
}

const historiesOf = (client: QueryClient, projectId: string) =>
  client.getQueriesData<History>({ queryKey: keys.runHistories(projectId) });

const underWayOf = (client: QueryClient, projectId: string): ProjectAttempt[] =>
  client.getQueryData(keys.runsUnderWay(projectId)) ?? [];

export function findRun(client: QueryClient, projectId: string, id: string): ProjectAttempt | undefined {
  const listed = historiesOf(client, projectId).flatMap(
    ([, history]) => history?.pages.flatMap(({ items }) => items) ?? [],
  );
  return [...underWayOf(client, projectId), ...listed].find((run) => run.id === id);
}

function taskOf(client: QueryClient, projectId: string, taskId: string): ProjectAttempt['task'] | undefined {
  const task = client.getQueryData<Task[]>(keys.tasks(projectId))?.find(({ id }) => id === taskId);
  return task && { id: task.id, key: task.key, title: task.title };
}

/** Puts a row into the lists that it belongs to by now, and takes it out of the others; nothing is asked again. */
export function putRun(client: QueryClient, run: ProjectAttempt): void {
  client.setQueryData<ProjectAttempt[]>(keys.runsUnderWay(run.project_id), (rows) => {
    if (!rows) return rows;
    if (isActive(run) && rows.some(({ id }) => id === run.id))
      return rows.map((row) => (row.id === run.id ? run : row));
    const others = rows.filter(({ id }) => id !== run.id);
    return isActive(run) ? insert(others, run) : others;
  });
  for (const [key, history] of historiesOf(client, run.project_id)) {
    const filters = key[3] as RunFilters; // as `runHistoryQuery` makes its keys
    if (history) client.setQueryData<History>(key, withRun(history, run, matches(run, filters)));
  }
}

/** Shows a pushed row, unless a newer one is shown. */
export function upsertRun(client: QueryClient, projectId: string, attempt: Attempt): void {
  const known = findRun(client, projectId, attempt.id);
  if (known && known.version > attempt.version) return;
  const task = known?.task ?? taskOf(client, projectId, attempt.task_id);
  if (task) putRun(client, { ...attempt, task });
}

/** A deleted task takes its runs with it. */
export function forgetRunsOf(client: QueryClient, projectId: string, taskId: string): void {
  const others = (rows: ProjectAttempt[]) => rows.filter((run) => run.task_id !== taskId);
  client.setQueryData<ProjectAttempt[]>(keys.runsUnderWay(projectId), (rows) => rows && others(rows));
  for (const [key, history] of historiesOf(client, projectId)) {
    if (history) client.setQueryData<History>(key, mapRows(history, others));
  }
}
