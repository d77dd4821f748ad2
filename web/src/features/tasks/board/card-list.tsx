import { Droppable, type DraggableChildrenFn } from 'react-beautiful-dnd';
import { cardProps, listClass, type CloneProps, type ColumnListProps } from './card-list-parts';
import { CardSlot, DraggableCard } from './draggable-card';
import { VirtualCardList } from './virtual-card-list';

/** From this many cards virtual elements are cheaper than real ones. */
const VIRTUAL_FROM = 40;

export function CardList({ empty, ...props }: ColumnListProps) {
  const { tasks } = props;
  const clone: DraggableChildrenFn = (provided, snapshot, rubric) => {
    const task = tasks[rubric.source.index];
    return task ? <DraggableCard {...{ provided, snapshot }} {...cardProps(task, props)} /> : null;
  };
  return tasks.length >= VIRTUAL_FROM ? (
    <VirtualCardList {...props} clone={clone} />
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
