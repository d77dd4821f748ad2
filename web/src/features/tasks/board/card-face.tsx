import type { HTMLAttributes, Ref } from 'react';
import type { Agent, Task } from '@/lib/api/types';
import { isPending } from '../api/pending-tasks';
import { TaskCard } from './task-card';

export interface CardProps {
  task: Task;
  agent: Agent | undefined;
  queued: string | undefined;
  blockedBy: string | undefined;
  unread: number;
  selected: boolean;
  onOpen: (taskId: string) => void;
}

interface CardFaceProps extends CardProps {
  /** It is in a hand. */
  dragging?: boolean;
  /** What dragging puts on the element. */
  handle?: HTMLAttributes<HTMLDivElement>;
  ref?: Ref<HTMLDivElement>;
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

/** A card that opens its task; whoever lets it be dragged puts the handle on it. */
export function CardFace({ dragging = false, handle, ref, selected, onOpen, ...card }: CardFaceProps) {
  const { task } = card;
  const pending = isPending(task);
  return (
    <div
      tabIndex={0}
      role="button"
      {...handle}
      ref={ref}
      data-card={task.id}
      aria-haspopup="dialog"
      aria-current={selected ? 'true' : undefined}
      aria-busy={pending}
      onClick={() => !pending && onOpen(task.id)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !dragging && !pending) onOpen(task.id);
      }}
      // A long press lifts a card: it must not also select its text or open the browser's menu.
      className="mb-2 touch-manipulation rounded-[11px] select-none [-webkit-touch-callout:none]"
    >
      <div className={look(selected, dragging, pending)}>
        <TaskCard {...card} />
        {pending && <span className="sr-only">Being created</span>}
      </div>
    </div>
  );
}
