import type { SelectedLineRange } from '@pierre/diffs';
import type { CommentPosition, DiffHunk } from '@/lib/api/types';

type Side = CommentPosition['side'];

/** One line of a diff as it is read from top to bottom. */
export interface DiffRow {
  t: ' ' | '+' | '-';
  text: string;
  old: number | null;
  new: number | null;
}

export function rowsOf(hunks: readonly DiffHunk[]): DiffRow[] {
  return hunks.flatMap((hunk) => {
    let before = hunk.old_start;
    let after = hunk.new_start;
    return hunk.lines.map(({ t, text }) => ({
      t,
      text,
      old: t === '+' ? null : before++,
      new: t === '-' ? null : after++,
    }));
  });
}

export const rowAt = (rows: readonly DiffRow[], side: Side, line: number): number =>
  rows.findIndex((row) => row[side] === line);

/** The lines of one side from a first to a last row; `null` where that side has none of them. */
export function positionBetween(
  rows: readonly DiffRow[],
  path: string,
  [first, last]: readonly [number, number],
  side: Side,
): CommentPosition | null {
  const lines = rows
    .slice(Math.min(first, last), Math.max(first, last) + 1)
    .flatMap((row) => row[side] ?? []);
  const [start, end] = [lines[0], lines.at(-1)];
  if (start === undefined || end === undefined) return null;
  return { path, side, start_line: start === end ? null : start, line: end };
}

const toSide = (side: SelectedLineRange['side']): Side => (side === 'deletions' ? 'old' : 'new');

/** A selection may go over both sides: what is commented on is that of its end. */
export function positionOfSelection(
  rows: readonly DiffRow[],
  path: string,
  { start, side, end, endSide }: SelectedLineRange,
): CommentPosition | null {
  const first = rowAt(rows, toSide(side), start);
  const last = rowAt(rows, toSide(endSide ?? side), end);
  return first < 0 || last < 0 ? null : positionBetween(rows, path, [first, last], toSide(endSide ?? side));
}

export const toSelection = ({ side, start_line, line }: CommentPosition): SelectedLineRange => {
  const column = side === 'old' ? 'deletions' : 'additions';
  return { start: start_line ?? line, side: column, end: line, endSide: column };
};

/** The code that a comment is about. */
export const codeOf = (rows: readonly DiffRow[], { side, start_line, line }: CommentPosition): string =>
  rows
    .filter((row) => {
      const number = row[side];
      return number !== null && number >= (start_line ?? line) && number <= line;
    })
    .map(({ text }) => text)
    .join('\n');

/** Where a line's own side is: a removed one has no number on the new. */
export const sideOf = (row: DiffRow): Side => (row.t === '-' ? 'old' : 'new');
