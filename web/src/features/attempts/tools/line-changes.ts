export interface ChangedLine {
  readonly mark: ' ' | '+' | '-';
  readonly text: string;
}

/** Lines around a change that show where it is. */
const AROUND = 3;

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

const marked = (mark: ChangedLine['mark'], lines: readonly string[]): ChangedLine[] =>
  lines.map((text) => ({ mark, text }));

/** One change between two short texts: what both begin and end with is left out but for a few lines. */
export function lineChanges(before: string, after: string): ChangedLine[] {
  const [old, next] = [linesOf(before), linesOf(after)];
  const shorter = Math.min(old.length, next.length);
  let start = 0;
  while (start < shorter && old[start] === next[start]) start += 1;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === next.at(-1 - end)) end += 1;
  const oldEnd = old.length - end;
  return [
    ...marked(' ', old.slice(Math.max(0, start - AROUND), start)),
    ...marked('-', old.slice(start, oldEnd)),
    ...marked('+', next.slice(start, next.length - end)),
    ...marked(' ', old.slice(oldEnd, oldEnd + AROUND)),
  ];
}

/** The lines of a diff as git writes it; its headers are context. */
export const parseDiff = (text: string): ChangedLine[] =>
  linesOf(text).map((line) => {
    if (/^(\+\+\+|---) /.test(line)) return { mark: ' ', text: line };
    const mark = line.startsWith('+') ? '+' : line.startsWith('-') ? '-' : ' ';
    return { mark, text: mark !== ' ' || line.startsWith(' ') ? line.slice(1) : line };
  });
