import { CardFace } from './card-face';
import { cardProps, LIST, type ColumnListProps } from './card-list-parts';

/** More than a screen shows. */
const FIRST = 12;

/** The cards before they can be dragged: they are read and opened while the code for that is on its way. */
export function PlainCardList({ empty, ...props }: ColumnListProps) {
  return (
    <div className={LIST}>
      {props.tasks.slice(0, FIRST).map((task) => (
        <CardFace key={task.id} {...cardProps(task, props)} />
      ))}
      {props.tasks.length === 0 && empty}
    </div>
  );
}

/** Where no screen shows them at first: a phone has its first column the sooner. */
export const NoCards = () => <div className={LIST} />;
