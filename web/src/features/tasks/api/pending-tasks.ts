import type { QueryClient } from '@tanstack/react-query';
import type { Task } from '@/lib/api/types';

type Apply = (task: Task) => Task;

interface PendingChange {
  /** The server's newest row; what is shown is this one with the changes on it. */
  row: Task;
  changes: readonly Apply[];
}

interface Pending {
  changed: Map<string, PendingChange>;
  /** Cards that the server does not know yet, by the id that they have until it does. */
  created: Map<string, Task>;
}

/** What a person did and the server has not answered: pushes and refetches must not take it off the screen. */
const pendings = new WeakMap<QueryClient, Pending>();

export function pendingOf(client: QueryClient): Pending {
  const known = pendings.get(client);
  if (known) return known;
  const made = { changed: new Map<string, PendingChange>(), created: new Map<string, Task>() };
  pendings.set(client, made);
  return made;
}

export const PENDING = 'pending:';

/** A card that is shown before the server has made it. */
export const isPending = (task: Pick<Task, 'id'>): boolean => task.id.startsWith(PENDING);

/** What an attempt reports makes no new version of its task: then the time tells. */
export const isOlder = (row: Task, than: Task): boolean =>
  row.version < than.version || (row.version === than.version && row.updated_at < than.updated_at);

const withChanges = ({ row, changes }: PendingChange): Task =>
  changes.reduce((task, apply) => apply(task), row);

/** The row as it is to be shown, when it came from the server just now. */
export function shownRow(client: QueryClient, row: Task): Task {
  const { changed } = pendingOf(client);
  const pending = changed.get(row.id);
  if (!pending) return row;
  const newest = isOlder(row, pending.row) ? pending : { ...pending, row };
  changed.set(row.id, newest);
  return withChanges(newest);
}

/** The newest row that the server sent, without what is laid over it. */
export const serverRow = (client: QueryClient, task: Task): Task =>
  pendingOf(client).changed.get(task.id)?.row ?? task;

/** Lays a change over a row; the function that is returned takes it off again and hands out what is left. */
export function layOver(
  client: QueryClient,
  row: Task,
  apply: Apply,
): { shown: Task; takeOff: () => Task | null } {
  const { changed } = pendingOf(client);
  const known = changed.get(row.id) ?? { row, changes: [] };
  const laid = { ...known, changes: [...known.changes, apply] };
  changed.set(row.id, laid);
  const takeOff = () => {
    const pending = changed.get(row.id);
    if (!pending) return null;
    const rest = { ...pending, changes: pending.changes.filter((change) => change !== apply) };
    if (rest.changes.length === 0) changed.delete(row.id);
    else changed.set(row.id, rest);
    return withChanges(rest);
  };
  return { shown: withChanges(laid), takeOff };
}

/** A whole list that was asked for: rows that are newer here stay, and so does what is under way. */
export function mergeList(client: QueryClient, shown: readonly Task[], rows: readonly Task[]): Task[] {
  const { changed, created } = pendingOf(client);
  const known = new Map(shown.map((task) => [task.id, task]));
  const merged = rows.map((row) => {
    const here = known.get(row.id);
    if (changed.has(row.id)) return shownRow(client, row);
    return here && isOlder(row, here) ? here : row;
  });
  return [...merged, ...created.values()];
}
