import type { CommentPosition } from '@/lib/api/types';
import { lineWords } from '../comments/line-position';
import { positionBetween, rowAt, sideOf, type DiffRow } from './diff-rows';

const PAGE = 15;

interface Move {
  key: string;
  shiftKey: boolean;
}

interface Moved {
  /** The row at which a selection of several began. */
  anchor: number;
  row: number;
  position: CommentPosition;
  /** The line that was moved to, at the end of the selection or its beginning. */
  at: CommentPosition;
  words: string;
  text: string;
}

function rowAfter(key: string, from: number, last: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, from + 1);
    case 'ArrowUp':
      return Math.max(0, from - 1);
    case 'PageDown':
      return Math.min(last, from + PAGE);
    case 'PageUp':
      return Math.max(0, from - PAGE);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

const CHANGES: Record<DiffRow['t'], string> = { '+': 'added ', '-': 'removed ', ' ': '' };

/** The end that moves is the one that is not held; before the first line while nothing is selected. */
function movingEnd(
  rows: readonly DiffRow[],
  selected: CommentPosition | null,
  anchor: number | null,
): number {
  if (!selected) return -1;
  const first = rowAt(rows, selected.side, selected.start_line ?? selected.line);
  const last = rowAt(rows, selected.side, selected.line);
  return anchor === last ? first : last;
}

/** The selection after a key; `null` for keys that move nothing. */
export function moveCursor(
  rows: readonly DiffRow[],
  path: string,
  selected: CommentPosition | null,
  anchor: number | null,
  { key, shiftKey }: Move,
): Moved | null {
  const from = movingEnd(rows, selected, anchor);
  const to = rowAfter(key, from, rows.length - 1);
  const row = to === null ? undefined : rows[to];
  if (to === null || row === undefined) return null;
  const held = shiftKey ? (anchor ?? Math.max(0, from)) : to;
  const side = sideOf(row);
  const at = positionBetween(rows, path, [to, to], side);
  const position = positionBetween(rows, path, [held, to], side) ?? at;
  if (!at || !position) return null;
  return { anchor: held, row: to, position, at, words: CHANGES[row.t] + lineWords(position), text: row.text };
}
