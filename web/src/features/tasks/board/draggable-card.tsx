import type { DraggableProvided, DraggableStateSnapshot } from 'react-beautiful-dnd';
import type { Agent, Task } from '@/lib/api/types';
import { TaskCard } from './task-card';

interface DraggableCardProps {
  provided: DraggableProvided;
  snapshot: DraggableStateSnapshot;
  task: Task;
  agent: Agent | undefined;
  selected: boolean;
  onOpen: (taskId: string) => void;
}

const FACE =
  'block w-full rounded-[11px] border bg-card px-[11px] pt-[10px] pb-[9px] text-left shadow-[0_1px_2px_rgb(80_55_30/.06)] hover:border-line-strong/60';

function look(selected: boolean, dragging: boolean): string {
  if (dragging) return `${FACE} rotate-[1.2deg] border-line shadow-[0_14px_34px_rgb(60_35_15/.24)]`;
  return selected
    ? `${FACE} border-accent shadow-[0_0_0_1px_var(--accent),0_4px_14px_rgb(120_60_30/.12)]`
    : `${FACE} border-line`;
}

export function DraggableCard({
  provided: { innerRef, draggableProps, dragHandleProps },
  snapshot,
  task,
  agent,
  selected,
  onOpen,
}: DraggableCardProps) {
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
      onClick={() => onOpen(task.id)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !snapshot.isDragging) onOpen(task.id);
      }}
      className="mb-2 rounded-[11px]"
    >
      <div className={look(selected, snapshot.isDragging)}>
        <TaskCard task={task} agent={agent} />
      </div>
    </div>
  );
}
