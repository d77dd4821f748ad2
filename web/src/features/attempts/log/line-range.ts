import type { SeqRange } from './make-steps';

/** `?line=12` or `?line=12-20`; what is neither names no line. */
export function parseLines(text: string | undefined): SeqRange | null {
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text ?? '');
  if (!match) return null;
  const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])];
  return { from: Math.min(from, to), to: Math.max(from, to) };
}

export const formatLines = ({ from, to }: SeqRange): string => (from === to ? `${from}` : `${from}-${to}`);
