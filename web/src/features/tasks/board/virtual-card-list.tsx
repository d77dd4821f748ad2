import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import {
  Draggable,
  Droppable,
  type DraggableChildrenFn,
  type DroppableProvided,
  type DroppableStateSnapshot,
} from 'react-beautiful-dnd';
import { agentOf, listClass, type CardListProps } from './card-list-parts';
import { DraggableCard } from './draggable-card';

const CARD_HEIGHT = 112;

interface VirtualCardListProps extends CardListProps {
  clone: DraggableChildrenFn;
}

/** Only the cards near the screen are elements; the code for it comes with the first long column. */
export default function VirtualCardList({ clone, ...props }: VirtualCardListProps) {
  return (
    <Droppable droppableId={props.status} mode="virtual" renderClone={clone}>
      {(provided, snapshot) => <VirtualCards {...props} provided={provided} snapshot={snapshot} />}
    </Droppable>
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
