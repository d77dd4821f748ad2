/** The first range of a `Range` header (RFC 9110), both ends included; `undefined` asks for the whole. */
export function parseRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match) return undefined;
  const [, first = '', last = ''] = match;
  // Of nothing, every range is the whole: a log that stayed empty is no error.
  if ((first === '' && last === '') || size === 0) return undefined;
  const range =
    first === '' ? lastBytes(Number(last), size) : { start: Number(first), end: endOf(last, size) };
  return range.start > range.end || range.start >= size ? 'unsatisfiable' : range;
}

const lastBytes = (count: number, size: number): { start: number; end: number } => ({
  start: Math.max(0, size - count),
  end: size - 1,
});

const endOf = (last: string, size: number): number =>
  last === '' ? size - 1 : Math.min(Number(last), size - 1);
