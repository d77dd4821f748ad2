import type { Task } from '@/lib/api/types';
import type { FilledColumn } from './board-columns';

interface Place {
  droppableId: string;
  index: number;
}

export const DRAG_HELP =
  'Press Enter to open the card. Press Space to lift it, the arrow keys to carry it, Space again to drop it, Escape to put it back.';

/** `In Progress, position 2 of 4`, with the card itself counted in. */
function placeWords(columns: readonly FilledColumn[], from: string, { droppableId, index }: Place): string {
  const target = columns.find(({ column }) => column.status === droppableId);
  if (!target) return 'its place';
  const count = target.tasks.length + (from === droppableId ? 0 : 1);
  return `${target.column.name}, position ${index + 1} of ${count}`;
}

export const lifted = (columns: readonly FilledColumn[], task: Task, source: Place): string =>
  `Lifted ${task.key}, ${task.title}, in ${placeWords(columns, source.droppableId, source)}.`;

export const carried = (
  columns: readonly FilledColumn[],
  task: Task,
  source: Place,
  destination: Place | null | undefined,
): string =>
  destination
    ? `Moved to ${placeWords(columns, source.droppableId, destination)}.`
    : `${task.key} is over no column.`;

export const dropped = (
  columns: readonly FilledColumn[],
  task: Task,
  source: Place,
  destination: Place | null | undefined,
): string =>
  destination
    ? `Dropped ${task.key} in ${placeWords(columns, source.droppableId, destination)}.`
    : `Cancelled. ${task.key} is back in ${placeWords(columns, source.droppableId, source)}.`;
