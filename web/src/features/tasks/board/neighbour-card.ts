import type { Task } from '@/lib/api/types';
import type { ColumnSpec } from '@/lib/columns';
import { tasksIn } from './plan-move';

/** The next card of the board, or with `-1` the one before: down each column, and on in the next. */
export function neighbourCard(
  columns: readonly ColumnSpec[],
  shown: readonly Task[],
  taskId: string,
  step: 1 | -1,
): Task | undefined {
  const inOrder = columns.flatMap(({ status }) => tasksIn(shown, status));
  const index = inOrder.findIndex(({ id }) => id === taskId);
  return index < 0 ? undefined : inOrder[index + step];
}
