import type { LogItem } from './growing-list';
import { plainText } from './plain-text';

const textsOf = (item: LogItem): string => {
  switch (item.kind) {
    case 'row':
      return plainText(item.event);
    case 'command':
      return plainText(item.start.event);
    case 'explored':
    case 'calls':
      return item.rows.map(({ event }) => plainText(event)).join('\n');
  }
};

type FindItems = (items: readonly LogItem[], words: string) => readonly number[];

/** Where the words are, as positions in the list. As long as it only grows, only what came behind is searched. */
export function createFinder(): FindItems {
  let searched: readonly LogItem[] = [];
  let wanted = '';
  let seen = 0;
  let found: number[] = [];
  return (items, words) => {
    const lower = words.toLowerCase();
    if (items !== searched || lower !== wanted || items.length < seen)
      [searched, wanted, seen, found] = [items, lower, 0, []];
    if (lower === '') return found;
    // The last item may have grown since: more was read after the first file.
    seen = Math.max(0, seen - 1);
    if (found.at(-1) === seen) found.pop();
    for (; seen < items.length; seen += 1) {
      const item = items[seen];
      if (item && textsOf(item).toLowerCase().includes(lower)) found.push(seen);
    }
    return found;
  };
}

/** The match to go to: the nearest one behind or before the position, and around the end. */
export function nextMatch(matches: readonly number[], from: number, step: 1 | -1): number | null {
  const ahead =
    step === 1 ? matches.find((index) => index > from) : matches.findLast((index) => index < from);
  return ahead ?? (step === 1 ? matches[0] : matches.at(-1)) ?? null;
}
