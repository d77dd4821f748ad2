const NO_CANDIDATES: readonly Buffer[] = [];

/**
 * Finds many byte patterns at once with the algorithm of Wu and Manber (1994): a window of the shortest
 * pattern's length jumps ahead by what its last two bytes allow, so most of the text is never looked at.
 */
export class PatternSearch {
  private readonly longest: number;
  private readonly window: number;
  /** By two bytes, how far the window may jump. */
  private readonly shifts: Uint8Array;
  /** By the two bytes that end the window: the patterns that may start there. */
  private readonly candidates = new Map<number, Buffer[]>();
  private readonly byFirstByte = new Map<number, Buffer[]>();

  /** Patterns have at least two bytes. */
  constructor(patterns: readonly Buffer[]) {
    const lengths = patterns.map(({ length }) => length);
    this.longest = Math.max(...lengths);
    this.window = Math.min(...lengths, 256);
    this.shifts = new Uint8Array(2 ** 16).fill(this.window - 1);
    for (const pattern of patterns) this.add(pattern);
  }

  private add(pattern: Buffer): void {
    for (let end = 1; end < this.window; end++) {
      const block = pattern.readUInt16BE(end - 1);
      this.shifts[block] = Math.min(this.shifts[block] ?? 0, this.window - 1 - end);
    }
    push(this.candidates, pattern.readUInt16BE(this.window - 2), pattern);
    push(this.byFirstByte, pattern.readUInt8(0), pattern);
  }

  /** Calls `found` for every occurrence, overlapping ones too, in the order of their starts. */
  forEachMatch(bytes: Buffer, found: (start: number, end: number) => void): void {
    let last = this.window - 1;
    while (last < bytes.length) {
      const block = ((bytes[last - 1] ?? 0) << 8) | (bytes[last] ?? 0);
      const shift = this.shifts[block] ?? 0;
      if (shift > 0) {
        last += shift;
        continue;
      }
      const start = last - this.window + 1;
      for (const pattern of this.candidates.get(block) ?? NO_CANDIDATES) {
        if (hasAt(bytes, start, pattern, pattern.length)) found(start, start + pattern.length);
      }
      last++;
    }
  }

  /** Where the longest end of `bytes` starts that may be the beginning of a pattern; else its length. */
  startOfOpenMatch(bytes: Buffer): number {
    for (let start = Math.max(0, bytes.length - this.longest + 1); start < bytes.length; start++) {
      const length = bytes.length - start;
      for (const pattern of this.byFirstByte.get(bytes[start] ?? 0) ?? NO_CANDIDATES) {
        if (pattern.length > length && hasAt(bytes, start, pattern, length)) return start;
      }
    }
    return bytes.length;
  }
}

function push(map: Map<number, Buffer[]>, key: number, pattern: Buffer): void {
  const patterns = map.get(key);
  if (patterns) patterns.push(pattern);
  else map.set(key, [pattern]);
}

const hasAt = (bytes: Buffer, start: number, pattern: Buffer, length: number): boolean =>
  start + length <= bytes.length && pattern.compare(bytes, start, start + length, 0, length) === 0;
