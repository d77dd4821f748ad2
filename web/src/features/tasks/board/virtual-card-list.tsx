import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { Droppable, type DroppableProvided, type DroppableStateSnapshot } from 'react-beautiful-dnd';
import { cardProps, listClass, type CardListProps, type CloneProps } from './card-list-parts';
import { CardSlot } from './draggable-card';

const CARD_HEIGHT = 112;

/** Only the cards near the screen are elements. */
export function VirtualCardList({ clone, ...props }: CardListProps & CloneProps) {
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

function VirtualCards({ provided, snapshot, ...props }: VirtualCardsProps) {
  const { tasks } = props;
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
              <CardSlot index={item.index} {...cardProps(task, props)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
