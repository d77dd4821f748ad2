import { useEffect, useRef, type RefObject } from 'react';
import { indexOfSeq, type LogItem } from './growing-list';
import type { LogLinesHandle } from './log-lines';
import { formatLines } from './line-range';
import type { SeqRange } from './make-steps';

interface NamedLines {
  selected: SeqRange | null;
  items: readonly LogItem[];
  firstSeq: number;
  lines: RefObject<LogLinesHandle | null>;
}

/** Brings the lines that the address names on the screen, once they are there; those that were clicked are there already. */
export function useNamedLines({ selected, items, firstSeq, lines }: NamedLines) {
  const shown = useRef<string | null>(null);
  const name = selected ? formatLines(selected) : null;
  useEffect(() => {
    if (!selected || shown.current === name || firstSeq === 0 || firstSeq > selected.from) return;
    shown.current = name;
    lines.current?.show(indexOfSeq(items, selected.from));
  }, [items, firstSeq, lines, name, selected]);
  return (clicked: string) => {
    shown.current = clicked;
  };
}
