import { KEY_IN } from '@contracts/missing-evidence';

/** The files that items of missing evidence name because a key is in them. */
export const filesWithKeys = (items: readonly string[]): string[] =>
  items.filter((item) => item.startsWith(KEY_IN)).map((item) => item.slice(KEY_IN.length));

export const evidenceOfGates = (items: readonly string[]): string[] =>
  items.filter((item) => !item.startsWith(KEY_IN));

/** What an item of missing evidence, as the server names it, means to a person. */
export function evidenceLabel(item: string): string {
  const [kind, ...rest] = item.split(':');
  const name = rest.join(':');
  switch (kind) {
    case 'gate':
      return `The ${name} gate is red`;
    case 'stale':
      return `The result of ${name} is stale: it ran on an older tree`;
    case 'missing':
      return `There is no result of ${name}`;
    case 'secret':
      return `A key of yours is in ${name}`;
    default:
      return item;
  }
}

export interface Override {
  reason: string;
  items: readonly string[];
}

/** What still keeps an override from being complete; `null` when nothing does. */
export function overrideGap(needed: readonly string[], given: Override): string | null {
  if (needed.length === 0) return null;
  if (needed.some((item) => !given.items.includes(item))) return 'Tick every item that you accept as it is.';
  return given.reason.trim() === '' ? 'Say why: the reason stays on record.' : null;
}
