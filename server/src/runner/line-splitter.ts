const NEWLINE = 0x0a;

export interface SplitLine {
  /** At most `maxBytes`; shares memory with the chunk that it came from. */
  bytes: Buffer;
  omittedBytes: number;
  terminated: boolean;
}

/** Splits a byte stream into lines while holding at most `maxBytes` of an unfinished line. */
export class LineSplitter {
  private readonly pending: Buffer;
  private pendingBytes = 0;
  private omittedBytes = 0;

  constructor(private readonly maxBytes: number) {
    this.pending = Buffer.allocUnsafe(maxBytes);
  }

  push(chunk: Buffer): SplitLine[] {
    const lines: SplitLine[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      lines.push(this.finishLine(chunk.subarray(start, end)));
      start = end + 1;
    }
    this.keep(chunk.subarray(start));
    return lines;
  }

  /** The text after the last newline, if there is any. */
  end(): SplitLine | undefined {
    if (this.pendingBytes === 0) return undefined;
    return { ...this.takePending(), terminated: false };
  }

  private finishLine(lastPart: Buffer): SplitLine {
    if (this.pendingBytes === 0) {
      const bytes = lastPart.subarray(0, this.maxBytes);
      return { bytes, omittedBytes: lastPart.length - bytes.length, terminated: true };
    }
    this.keep(lastPart);
    return { ...this.takePending(), terminated: true };
  }

  private keep(part: Buffer): void {
    const kept = part.copy(this.pending, this.pendingBytes);
    this.pendingBytes += kept;
    this.omittedBytes += part.length - kept;
  }

  private takePending(): Omit<SplitLine, 'terminated'> {
    const bytes = Buffer.from(this.pending.subarray(0, this.pendingBytes));
    const { omittedBytes } = this;
    this.pendingBytes = 0;
    this.omittedBytes = 0;
    return { bytes, omittedBytes };
  }
}
