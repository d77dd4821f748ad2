import { Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Draggable, Droppable, type DraggableChildrenFn } from 'react-beautiful-dnd';
import { agentOf, LIST, listClass, type CardListProps } from './card-list-parts';
import { DraggableCard } from './draggable-card';

const VirtualCardList = lazy(() => import('./virtual-card-list'));

/** Below this many cards real elements are cheaper than virtual ones. */
const VIRTUAL_FROM = 40;
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
      <Suspense fallback={<div className={LIST} />}>
        <VirtualCardList {...props} clone={clone} />
      </Suspense>
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
