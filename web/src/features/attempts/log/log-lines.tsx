import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  type WheelEvent,
} from 'react';
import { indexOfSeq, type LogItem } from './growing-list';
import { highlightMatches } from './highlight-matches';
import type { SeqRange } from './make-steps';

const LINE = 20;
const NEAR_END = 24;
const NEAR_START = 600;
const KEYS_UP = ['ArrowUp', 'PageUp', 'Home'];

export interface LogLinesHandle {
  show: (index: number) => void;
  /** The number of the item at the top of the screen. */
  topSeq: () => number;
}

interface LogLinesProps {
  ref: Ref<LogLinesHandle>;
  items: readonly LogItem[];
  following: boolean;
  onFollow: (following: boolean) => void;
  onNearStart: () => void;
  find: string;
  /** The match that is looked at. */
  found: number | null;
  selected: SeqRange | null;
  onSelect: (seq: number, extend: boolean) => void;
  wrap: boolean;
  empty: string;
  children: (item: LogItem) => ReactNode;
}

const numbers = new WeakMap<readonly LogItem[], number>();
let nextNumber = 0;

/** A number of its own for each list, far enough from the next that positions fit in between. */
function numberOf(items: readonly LogItem[]): number {
  const known = numbers.get(items) ?? (nextNumber += 10_000_000);
  numbers.set(items, known);
  return known;
}

const isLine = (item: LogItem | undefined): boolean => item?.kind === 'row' && item.event.kind === 'LOG';

/** The items that are on the screen, of a list that may be very long and grow all the time. */
export function LogLines(props: LogLinesProps) {
  const { ref, items, following, onFollow, onNearStart, find, found, selected, wrap } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  /** What stands at the top of the screen, and how far it is scrolled out. */
  const anchor = useRef({ items, seq: 0, offset: 0 });
  const list = numberOf(items);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    // Asked of every row for every batch: neither looks at the row. What is no line is measured when it is drawn.
    estimateSize: () => LINE,
    getItemKey: useCallback((index: number) => list + index, [list]),
    overscan: following ? 4 : 20,
    // At the end of a growing log every scroll is our own: there is nothing to draw before its frame.
    useFlushSync: !following,
  });
  const total = virtualizer.getTotalSize();
  const shown = virtualizer.getVirtualItems();

  const remember = (element: HTMLElement) => {
    const first = virtualizer.getVirtualItemForOffset(element.scrollTop);
    if (!first) return;
    anchor.current = {
      items,
      seq: items[first.index]?.seq ?? 0,
      offset: element.scrollTop - first.start,
    };
  };

  // Older lines, another view, an opened step: what was being read stays where it was.
  useLayoutEffect(() => {
    const before = anchor.current;
    if (before.items === items) return;
    anchor.current = { ...before, items };
    const start = virtualizer.measurementsCache[indexOfSeq(items, before.seq)]?.start;
    if (!following && start !== undefined && scroller.current)
      scroller.current.scrollTop = start + before.offset;
  }, [items, following, virtualizer]);

  useLayoutEffect(() => {
    if (following && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [following, items, items.length, total]);

  useLayoutEffect(() => {
    if (scroller.current) highlightMatches(scroller.current, find);
  });
  useEffect(() => {
    const element = scroller.current;
    return () => {
      if (element) highlightMatches(element, '');
    };
  }, []);

  useImperativeHandle(ref, () => ({
    show: (index) => virtualizer.scrollToIndex(index, { align: 'center' }),
    topSeq: () => anchor.current.seq,
  }));

  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
    const up = element.scrollTop < lastTop.current;
    lastTop.current = element.scrollTop;
    remember(element);
    if (atEnd && !up && !following) onFollow(true);
    else if (up && !atEnd && following) onFollow(false);
    if (element.scrollTop < NEAR_START && !following) onNearStart();
  };

  // A growing log is scrolled to its end in each frame: a wheel or a key says earlier than the scroll position that one wants up.
  const letGo = (up: boolean) => {
    const element = scroller.current;
    if (up && following && element && element.scrollHeight > element.clientHeight) onFollow(false);
  };

  const onClick = (event: MouseEvent) => {
    const number = event.target instanceof HTMLElement ? event.target.dataset['line'] : undefined;
    if (number !== undefined) props.onSelect(Number(number), event.shiftKey);
  };

  const isSelected = ({ seq }: LogItem) => selected !== null && seq >= selected.from && seq <= selected.to;

  return (
    <div
      ref={scroller}
      onScroll={onScroll}
      onWheel={(event: WheelEvent) => letGo(event.deltaY < 0)}
      onKeyDown={(event: KeyboardEvent) => letGo(KEYS_UP.includes(event.key))}
      onClick={onClick}
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label="Attempt log"
      className="min-h-0 flex-1 overflow-auto overscroll-contain bg-log py-2.5 [contain:content] text-log-ink -outline-offset-2 [overflow-anchor:none]"
    >
      {items.length === 0 && <p className="px-4 py-2 text-[13px] opacity-80">{props.empty}</p>}
      <div className="relative min-w-full" style={{ height: total, width: wrap ? '100%' : undefined }}>
        {shown.map((entry) => {
          const item = items[entry.index];
          if (!item) return null;
          const tint = entry.index === found ? 'bg-[#4a3a1c]' : isSelected(item) ? 'bg-[#3a2f26]' : '';
          return (
            <div
              key={entry.key}
              data-index={entry.index}
              {...(isLine(item) && !wrap ? {} : { ref: virtualizer.measureElement })}
              {...(entry.index === found ? { 'aria-current': true } : {})}
              className={`absolute top-0 left-0 min-w-full ${wrap ? 'w-full' : ''} ${tint}`}
              style={{ transform: `translateY(${entry.start}px)` }}
            >
              {props.children(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
