import type { Task, TaskStatus } from '@/lib/api/types';
import type { ColumnSpec } from '@/lib/columns';
import { byRank } from './plan-move';

export interface FilledColumn {
  column: ColumnSpec;
  tasks: readonly Task[];
}

const same = (a: readonly Task[], b: readonly Task[]): boolean =>
  a.length === b.length && a.every((task, index) => task === b[index]);

function group(tasks: readonly Task[]): Map<TaskStatus, Task[]> {
  const groups = new Map<TaskStatus, Task[]>();
  for (const task of tasks) {
    const known = groups.get(task.status);
    if (known) known.push(task);
    else groups.set(task.status, [task]);
  }
  for (const list of groups.values()) list.sort(byRank);
  return groups;
}

const EMPTY: readonly Task[] = [];

/** The cards by column; a column in which nothing changed keeps its array, so that it is not drawn again. */
function fillColumns(
  columns: readonly ColumnSpec[],
  tasks: readonly Task[],
  before: readonly FilledColumn[],
): FilledColumn[] {
  const groups = group(tasks);
  return columns.map((column) => {
    const next = groups.get(column.status) ?? EMPTY;
    const known = before.find((entry) => entry.column.status === column.status);
    return known && known.column === column && same(known.tasks, next) ? known : { column, tasks: next };
  });
}

/** One for each board: it remembers the columns that it filled last. */
export function createColumnFiller() {
  let before: readonly FilledColumn[] = [];
  return (columns: readonly ColumnSpec[], tasks: readonly Task[]): readonly FilledColumn[] => {
    before = fillColumns(columns, tasks, before);
    return before;
  };
}
