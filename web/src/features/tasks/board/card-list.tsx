import { lazy, Suspense, type ReactNode } from 'react';
import { Droppable, type DraggableChildrenFn } from 'react-beautiful-dnd';
import { cardProps, LIST, listClass, type CardListProps, type CloneProps } from './card-list-parts';
import { CardSlot, DraggableCard } from './draggable-card';

const VirtualCardList = lazy(() => import('./virtual-card-list'));

/** From this many cards virtual elements are cheaper than real ones. */
const VIRTUAL_FROM = 40;

interface ColumnListProps extends CardListProps {
  /** What stands where there is no card. */
  empty: ReactNode;
}

export function CardList({ empty, ...props }: ColumnListProps) {
  const { tasks } = props;
  const clone: DraggableChildrenFn = (provided, snapshot, rubric) => {
    const task = tasks[rubric.source.index];
    return task ? <DraggableCard {...{ provided, snapshot }} {...cardProps(task, props)} /> : null;
  };
  return tasks.length >= VIRTUAL_FROM ? (
    <Suspense fallback={<div className={LIST} />}>
      <VirtualCardList {...props} clone={clone} />
    </Suspense>
  ) : (
    <ShortCardList {...props} clone={clone} empty={empty} />
  );
}

function ShortCardList({ clone, empty, ...props }: ColumnListProps & CloneProps) {
  return (
    <Droppable droppableId={props.status} renderClone={clone}>
      {(provided, snapshot) => (
        <div ref={provided.innerRef} {...provided.droppableProps} className={listClass(snapshot)}>
          {props.tasks.map((task, index) => (
            <CardSlot key={task.id} index={index} {...cardProps(task, props)} />
          ))}
          {props.tasks.length === 0 && !snapshot.isDraggingOver && empty}
          {provided.placeholder}
        </div>
      )}
    </Droppable>
  );
}
