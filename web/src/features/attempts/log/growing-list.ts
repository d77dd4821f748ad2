import type { LogRow } from './log-buffer';

/** Takes the rows one after the other and keeps the list that they make. */
export interface ListMaker {
  readonly items: readonly LogItem[];
  take: (row: LogRow) => void;
}

/** A command with the lines that it printed before anything else happened. */
export interface CommandStep {
  readonly kind: 'command';
  readonly seq: number;
  readonly start: LogRow;
  readonly end: LogRow | null;
  readonly lines: readonly LogRow[];
  readonly isOpen: boolean;
}

/** Reads and searches that followed each other. */
export interface ExploredStep {
  readonly kind: 'explored';
  readonly seq: number;
  readonly rows: readonly LogRow[];
}

/** The first of many tool calls that followed each other; the last ones stand behind it. */
export interface CallsStep {
  readonly kind: 'calls';
  readonly seq: number;
  readonly rows: readonly LogRow[];
}

/** `seq` grows from item to item. */
export type LogItem = LogRow | CommandStep | ExploredStep | CallsStep;

/** Looks at each row once: as long as the rows only grow, only what came behind is looked at. */
export function createGrowingList(begin: () => ListMaker): (rows: readonly LogRow[]) => readonly LogItem[] {
  let known: readonly LogRow[] | null = null;
  let seen = 0;
  let maker = begin();
  return (rows) => {
    if (rows !== known) [known, seen, maker] = [rows, 0, begin()];
    for (; seen < rows.length; seen += 1) {
      const row = rows[seen];
      if (row) maker.take(row);
    }
    return maker.items;
  };
}

/** Where the item is that holds `seq`, or stands just before it; 0 when all come later. */
export function indexOfSeq(items: readonly LogItem[], seq: number): number {
  let [low, high] = [0, items.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((items[middle]?.seq ?? 0) <= seq) low = middle;
    else high = middle - 1;
  }
  return low;
}
