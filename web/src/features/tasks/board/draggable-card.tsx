import { memo } from 'react';
import { Draggable, type DraggableProvided, type DraggableStateSnapshot } from 'react-beautiful-dnd';
import type { Agent, Task } from '@/lib/api/types';
import { isPending } from '../api/pending-tasks';
import { TaskCard } from './task-card';

interface CardProps {
  task: Task;
  agent: Agent | undefined;
  queued: string | undefined;
  blockedBy: string | undefined;
  selected: boolean;
  onOpen: (taskId: string) => void;
}

interface DraggableCardProps extends CardProps {
  provided: DraggableProvided;
  snapshot: DraggableStateSnapshot;
}

const FACE =
  'block w-full rounded-[11px] border bg-card px-[11px] pt-[10px] pb-[9px] text-left shadow-[0_1px_2px_rgb(80_55_30/.06)] hover:border-line-strong/60';

function look(selected: boolean, dragging: boolean, pending: boolean): string {
  if (dragging) return `${FACE} rotate-[1.2deg] border-line shadow-[0_14px_34px_rgb(60_35_15/.24)]`;
  if (pending) return `${FACE} border-dashed border-line-strong opacity-75`;
  return selected
    ? `${FACE} border-accent shadow-[0_0_0_1px_var(--accent),0_4px_14px_rgb(120_60_30/.12)]`
    : `${FACE} border-line`;
}

export function DraggableCard({
  provided: { innerRef, draggableProps, dragHandleProps },
  snapshot,
  selected,
  onOpen,
  ...card
}: DraggableCardProps) {
  const { task } = card;
  const pending = isPending(task);
  // The default 330 ms would keep onDragEnd, and so the server, waiting.
  const style = {
    ...draggableProps.style,
    ...(snapshot.isDropAnimating && { transitionDuration: '90ms' }),
  };
  return (
    <div
      {...draggableProps}
      {...dragHandleProps}
      ref={innerRef}
      style={style}
      aria-haspopup="dialog"
      aria-current={selected ? 'true' : undefined}
      aria-busy={pending}
      onClick={() => !pending && onOpen(task.id)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !snapshot.isDragging && !pending) onOpen(task.id);
      }}
      // A long press lifts a card: it must not also select its text or open the browser's menu.
      className="mb-2 touch-manipulation rounded-[11px] select-none [-webkit-touch-callout:none]"
    >
      <div className={look(selected, snapshot.isDragging, pending)}>
        <TaskCard {...card} />
        {pending && <span className="sr-only">Being created</span>}
      </div>
    </div>
  );
}

/** A card in its list; drawn again only when its own row or place changes, however long the list. */
export const CardSlot = memo(function CardSlot({ index, ...card }: CardProps & { index: number }) {
  return (
    <Draggable draggableId={card.task.id} index={index} isDragDisabled={isPending(card.task)}>
      {(provided, snapshot) => <DraggableCard {...{ provided, snapshot }} {...card} />}
    </Draggable>
  );
});
