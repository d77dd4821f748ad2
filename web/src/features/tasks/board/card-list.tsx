import { useVirtualizer } from '@tanstack/react-virtual';
import { Plus } from 'lucide-react';
import { useRef } from 'react';
import {
  Draggable,
  Droppable,
  type DraggableChildrenFn,
  type DroppableProvided,
  type DroppableStateSnapshot,
} from 'react-beautiful-dnd';
import type { Agent, Task, TaskStatus } from '@/lib/api/types';
import { DraggableCard } from './draggable-card';

/** Below this many cards real elements are cheaper than virtual ones. */
const VIRTUAL_FROM = 40;
const CARD_HEIGHT = 112;
const LIST =
  'thin-scroll min-h-[60px] flex-1 overflow-y-auto rounded-b-[14px] px-2 pt-1 pb-2.5 transition-colors duration-150';

export interface CardListProps {
  status: TaskStatus;
  tasks: readonly Task[];
  agents: ReadonlyMap<string, Agent>;
  openTaskId: string | undefined;
  onOpen: (taskId: string) => void;
  /** Where new tasks begin, there is a place to begin one. */
  onNewTask: (() => void) | null;
}

const listClass = (snapshot: DroppableStateSnapshot): string =>
  `${LIST} ${snapshot.isDraggingOver ? 'bg-accent-soft/55' : ''}`;

const agentOf = (task: Task, agents: ReadonlyMap<string, Agent>): Agent | undefined =>
  agents.get(task.latest_attempt?.agent_id ?? task.agent_id ?? '');

export function CardList(props: CardListProps) {
  const { status, tasks, agents, openTaskId, onOpen, onNewTask } = props;
  const clone: DraggableChildrenFn = (provided, snapshot, rubric) => {
    const task = tasks[rubric.source.index];
    return task ? (
      <DraggableCard
        {...{ provided, snapshot, task, onOpen }}
        agent={agentOf(task, agents)}
        selected={task.id === openTaskId}
      />
    ) : null;
  };
  if (tasks.length >= VIRTUAL_FROM) {
    return (
      <Droppable droppableId={status} mode="virtual" renderClone={clone}>
        {(provided, snapshot) => <VirtualCards {...props} provided={provided} snapshot={snapshot} />}
      </Droppable>
    );
  }
  return (
    <Droppable droppableId={status} renderClone={clone}>
      {(provided, snapshot) => (
        <div ref={provided.innerRef} {...provided.droppableProps} className={listClass(snapshot)}>
          {tasks.map((task, index) => (
            <Draggable key={task.id} draggableId={task.id} index={index}>
              {(draggable, state) => (
                <DraggableCard
                  provided={draggable}
                  snapshot={state}
                  task={task}
                  agent={agentOf(task, agents)}
                  selected={task.id === openTaskId}
                  onOpen={onOpen}
                />
              )}
            </Draggable>
          ))}
          {provided.placeholder}
          {onNewTask && <AddTask onClick={onNewTask} />}
        </div>
      )}
    </Droppable>
  );
}

function AddTask({ onClick }: { onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex h-9 w-full items-center justify-center gap-1.5 rounded-[11px] border-[1.5px] border-dashed text-[12.5px] font-medium text-subtle hover:bg-hover hover:text-ink"
    >
      <Plus size={14} aria-hidden="true" /> Add a task
    </button>
  );
}

interface VirtualCardsProps extends CardListProps {
  provided: DroppableProvided;
  snapshot: DroppableStateSnapshot;
}

function VirtualCards({ tasks, agents, openTaskId, onOpen, provided, snapshot }: VirtualCardsProps) {
  const scroller = useRef<HTMLDivElement | null>(null);
  const virtualizer = useVirtualizer({
    count: tasks.length + (snapshot.isUsingPlaceholder ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT,
    getItemKey: (index) => tasks[index]?.id ?? 'placeholder',
    overscan: 6,
  });
  return (
    <div
      ref={(node) => {
        scroller.current = node;
        provided.innerRef(node);
      }}
      {...provided.droppableProps}
      className={listClass(snapshot)}
    >
      <div className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const task = tasks[item.index];
          if (!task) return null;
          return (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className="absolute inset-x-0 top-0 flow-root"
              style={{ top: item.start }}
            >
              <Draggable draggableId={task.id} index={item.index}>
                {(draggable, state) => (
                  <DraggableCard
                    provided={draggable}
                    snapshot={state}
                    task={task}
                    agent={agentOf(task, agents)}
                    selected={task.id === openTaskId}
                    onOpen={onOpen}
                  />
                )}
              </Draggable>
            </div>
          );
        })}
      </div>
    </div>
  );
}
