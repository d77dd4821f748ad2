import { memo } from 'react';
import { Draggable, type DraggableProvided, type DraggableStateSnapshot } from 'react-beautiful-dnd';
import { isPending } from '../api/pending-tasks';
import { CardFace, type CardProps } from './card-face';
import { relayTouches } from './relay-touches';

interface DraggableCardProps extends CardProps {
  provided: DraggableProvided;
  snapshot: DraggableStateSnapshot;
}

export function DraggableCard({
  provided: { innerRef, draggableProps, dragHandleProps },
  snapshot,
  ...card
}: DraggableCardProps) {
  // The default 330 ms would keep onDragEnd, and so the server, waiting; with 30 the card rests within 150 of the hand, also where
  // a frame takes 33.
  const style = {
    ...draggableProps.style,
    ...(snapshot.isDropAnimating && { transitionDuration: '30ms' }),
  };
  const handle = { ...draggableProps, ...dragHandleProps, style, onTouchStart: relayTouches };
  return <CardFace {...card} ref={innerRef} handle={handle} dragging={snapshot.isDragging} />;
}

/** A card in its list; drawn again only when its own row or place changes, however long the list. */
export const CardSlot = memo(function CardSlot({ index, ...card }: CardProps & { index: number }) {
  return (
    <Draggable draggableId={card.task.id} index={index} isDragDisabled={isPending(card.task)}>
      {(provided, snapshot) => <DraggableCard {...{ provided, snapshot }} {...card} />}
    </Draggable>
  );
});
