import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { Task, TaskStatus } from '@/lib/api/types';

interface FilledColumn {
  column: { status: TaskStatus };
  tasks: readonly Pick<Task, 'needs_attention'>[];
}

/** The index of the column a phone shows first: what waits for a person, else work in progress, else the first. */
export function openingColumn(columns: readonly FilledColumn[]): number {
  const waiting = columns.findIndex(({ tasks }) => tasks.some((task) => task.needs_attention !== null));
  if (waiting >= 0) return waiting;
  const working = columns.findIndex(
    ({ column, tasks }) => column.status === 'in_progress' && tasks.length > 0,
  );
  return Math.max(working, 0);
}

/** Scrolls a phone's board to a column once; from then on the board is where a thumb leaves it. */
export function useOpenOn(scroller: RefObject<HTMLElement | null>, index: number): void {
  const first = useRef(index);
  useLayoutEffect(() => {
    if (!window.matchMedia('(max-width: 767px)').matches) return;
    scroller.current?.children[first.current]?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [scroller]);
}
