import type { ComponentType, ReactNode } from 'react';
import {
  DragDropContext,
  type DragStart,
  type DragUpdate,
  type DropResult,
  type ResponderProvided,
} from 'react-beautiful-dnd';
import type { Task } from '@/lib/api/types';
import type { FilledColumn } from './board-columns';
import { CardList } from './card-list';
import type { ColumnListProps } from './card-list-parts';
import { carried, DRAG_HELP, dropped, lifted } from './drag-words';
import type { Drop } from './plan-move';

interface DragColumnsProps {
  columns: readonly FilledColumn[];
  tasks: readonly Task[];
  onLift: () => void;
  /** `null` when the card lies where it was. */
  onDrop: (drop: Drop | null) => void;
  renderColumns: (listOf: () => ComponentType<ColumnListProps>) => ReactNode;
}

/** The columns with cards that can be carried, by hand, touch and keyboard; its code comes after the first paint. */
export default function DragColumns({ columns, tasks, onLift, onDrop, renderColumns }: DragColumnsProps) {
  const cardOf = (taskId: string): Task | undefined => tasks.find(({ id }) => id === taskId);
  const onDragStart = ({ draggableId, source }: DragStart, { announce }: ResponderProvided) => {
    const task = cardOf(draggableId);
    if (task) announce(lifted(columns, task, source));
  };
  const onDragUpdate = (
    { draggableId, source, destination }: DragUpdate,
    { announce }: ResponderProvided,
  ) => {
    const task = cardOf(draggableId);
    if (task) announce(carried(columns, task, source, destination));
  };
  const onDragEnd = ({ draggableId, destination, source }: DropResult, { announce }: ResponderProvided) => {
    const task = cardOf(draggableId);
    if (task) announce(dropped(columns, task, source, destination));
    const target = columns.find(({ column }) => column.status === destination?.droppableId)?.column;
    const stayed = destination?.droppableId === source.droppableId && destination.index === source.index;
    const moved = task && target && destination && !stayed;
    onDrop(moved ? { task, status: target.status, columnName: target.name, index: destination.index } : null);
  };
  return (
    <DragDropContext
      dragHandleUsageInstructions={DRAG_HELP}
      onBeforeCapture={onLift}
      {...{ onDragStart, onDragUpdate, onDragEnd }}
    >
      {renderColumns(() => CardList)}
    </DragDropContext>
  );
}
