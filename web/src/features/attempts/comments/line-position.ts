import type { CommentPosition } from '@/lib/api/types';

/** `line 19` or `lines 12–19`, with the side where it is the old one. */
export function lineWords({ side, start_line, line }: Omit<CommentPosition, 'path'>): string {
  const lines = start_line === null || start_line === line ? `line ${line}` : `lines ${start_line}–${line}`;
  return side === 'old' ? `old ${lines}` : lines;
}

/** As it stands in an address: `R12`, `R12-15`; `L` for the old side. */
export const toLineParam = ({ side, start_line, line }: Omit<CommentPosition, 'path'>): string =>
  `${side === 'old' ? 'L' : 'R'}${start_line === null || start_line === line ? line : `${start_line}-${line}`}`;

const LINE_PARAM = /^(?<side>[LR])(?<first>\d{1,9})(?:-(?<last>\d{1,9}))?$/;

/** `null` for anything that is no line. */
export function parseLineParam(path: string, param: string): CommentPosition | null {
  const { side, first, last } = LINE_PARAM.exec(param)?.groups ?? {};
  if (side === undefined || first === undefined) return null;
  const [from, to] = [Number(first), Number(last ?? first)].sort((a, b) => a - b);
  if (from === undefined || to === undefined || from < 1) return null;
  return { path, side: side === 'L' ? 'old' : 'new', start_line: from === to ? null : from, line: to };
}
