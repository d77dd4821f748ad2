import { generateKeyBetween } from 'fractional-indexing';
import type { Task, TaskStatus } from '@/lib/api/types';
import { isPending } from '../api/pending-tasks';

export interface Move {
  task: Task;
  status: TaskStatus;
  /** For what is said about a refusal. */
  columnName: string;
  afterId: string | null;
  beforeId: string | null;
  /** Where the card lies until the server has answered with its own. */
  rank: string;
}

export const byRank = (a: Task, b: Task): number =>
  a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.number - b.number;

export const tasksIn = (tasks: readonly Task[], status: TaskStatus): Task[] =>
  tasks.filter((task) => task.status === status).sort(byRank);

function rankBetween(above: string | null, below: string | null): string {
  try {
    return generateKeyBetween(above, below);
  } catch {
    // Equal or foreign ranks: any place near is good enough until the server's row arrives.
    return above === null ? (below ?? 'a0') : `${above}V`;
  }
}

/** Below all others of a column, as the server puts a new card. */
export function rankAtBottom(tasks: readonly Task[], status: TaskStatus): string {
  const last = tasksIn(tasks, status).at(-1);
  return rankBetween(last?.rank ?? null, null);
}

export interface Drop {
  task: Task;
  status: TaskStatus;
  columnName: string;
  /** Index among the cards of that column that are shown, the moved one left out. */
  index: number;
}

/** Where in the whole column a drop among the shown cards lands: below the shown one above it, else above the next. */
function positionIn(column: readonly Task[], visible: readonly Task[], index: number): number {
  const above = visible.slice(0, index).at(-1);
  if (above) return column.indexOf(above) + 1;
  const below = visible[index];
  return below ? column.indexOf(below) : 0;
}

/** Names the neighbours of a drop; cards that a filter hides are neighbours too. */
export function planMove(all: readonly Task[], shown: readonly Task[], drop: Drop): Move {
  const { task, status, columnName, index } = drop;
  // The server knows nothing yet of a card that is being created.
  const isNeighbour = (entry: Task): boolean => entry.id !== task.id && !isPending(entry);
  const column = tasksIn(all, status).filter(isNeighbour);
  const shownIds = new Set(shown.map(({ id }) => id));
  // Of `all`: a card that is shown may have changed since.
  const visible = column.filter(({ id }) => shownIds.has(id));
  const position = positionIn(column, visible, index);
  const after = column[position - 1];
  const before = column[position];
  return {
    task,
    status,
    columnName,
    afterId: after?.id ?? null,
    beforeId: before?.id ?? null,
    rank: rankBetween(after?.rank ?? null, before?.rank ?? null),
  };
}
