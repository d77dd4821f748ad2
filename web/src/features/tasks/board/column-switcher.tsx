import { useEffect, useState, type RefObject } from 'react';
import { toneDot } from '@/components/tone';
import type { FilledColumn } from './board-columns';

interface ColumnSwitcherProps {
  columns: readonly FilledColumn[];
  scroller: RefObject<HTMLElement | null>;
}

/** The column in the middle of the screen. */
function middleColumn(scroller: HTMLElement): number {
  const middle = scroller.scrollLeft + scroller.clientWidth / 2;
  const children = [...scroller.children].filter((child) => child instanceof HTMLElement);
  const index = children.findIndex((child) => child.offsetLeft + child.offsetWidth >= middle);
  return Math.max(index, 0);
}

/** On a phone one column is seen at a time: this says which, and goes to another. */
export function ColumnSwitcher({ columns, scroller }: ColumnSwitcherProps) {
  const [current, setCurrent] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => setCurrent(middleColumn(element));
    look();
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [scroller, columns.length]);
  return (
    <nav
      aria-label="Columns"
      className="flex flex-none gap-1 overflow-x-auto px-3.5 pt-2 [scrollbar-width:none] md:hidden"
    >
      {columns.map(({ column, tasks }, index) => (
        <button
          key={column.status}
          type="button"
          aria-current={index === current ? 'true' : undefined}
          onClick={() =>
            scroller.current?.children[index]?.scrollIntoView({ inline: 'center', block: 'nearest' })
          }
          className={`inline-flex h-8 flex-none items-center gap-1.5 rounded-full border px-2.5 text-[12.5px] font-[550] whitespace-nowrap ${
            index === current
              ? 'border-line-strong bg-raised text-ink'
              : 'border-transparent text-muted hover:bg-hover'
          }`}
        >
          <span aria-hidden="true" className={`size-2 rounded-[3px] ${toneDot[column.tone]}`} />
          {column.name} <span className="text-subtle">{tasks.length}</span>
        </button>
      ))}
    </nav>
  );
}
