import { useDeferredValue, useState, type RefObject } from 'react';
import { plural } from '@/lib/format/quantity';
import { createFinder, nextMatch } from './find-items';
import { indexOfSeq, type LogItem } from './growing-list';
import type { LogLinesHandle } from './log-lines';

interface LogFind {
  find: string;
  setFind: (find: string) => void;
  /** What is searched for just now; it may lag behind what is typed. */
  words: string;
  inItems: (items: readonly LogItem[]) => FoundItems;
}

interface FoundItems {
  /** The match that is looked at. */
  found: number | null;
  hasMatches: boolean;
  count: string;
  /** Goes to the next match or the one before; says whether there was one. */
  stepTo: (step: 1 | -1) => boolean;
}

/** Find in the log: which words, where they are, and which match is looked at. */
export function useLogFind(lines: RefObject<LogLinesHandle | null>): LogFind {
  const [find, setFind] = useState('');
  const [foundSeq, setFoundSeq] = useState<number | null>(null);
  const [findItems] = useState(createFinder);
  const words = useDeferredValue(find.trim());
  const inItems = (items: readonly LogItem[]): FoundItems => {
    const matches = findItems(items, words);
    const found = foundSeq === null || words === '' ? null : indexOfSeq(items, foundSeq);
    const at = found === null ? -1 : matches.indexOf(found);
    const stepTo = (step: 1 | -1) => {
      const from = found ?? indexOfSeq(items, lines.current?.topSeq() ?? 0) - step;
      const next = nextMatch(matches, from, step);
      const item = next === null ? undefined : items[next];
      if (next === null || !item) return false;
      setFoundSeq(item.seq);
      lines.current?.show(next);
      return true;
    };
    const count = at < 0 ? plural(matches.length, 'match', 'matches') : `${at + 1} of ${matches.length}`;
    return { found, hasMatches: matches.length > 0, count, stepTo };
  };
  const changeFind = (next: string) => {
    setFind(next);
    setFoundSeq(null);
  };
  return { find, setFind: changeFind, words, inItems };
}
