/** Keeps the beginning and the end of an output of any length. */
export class Excerpt {
  private head: Buffer = Buffer.alloc(0);
  private tail: Buffer = Buffer.alloc(0);
  private omittedBytes = 0;
  private readonly half: number;

  constructor(maxBytes: number) {
    this.half = Math.floor(maxBytes / 2);
  }

  push(chunk: Buffer): void {
    const room = this.half - this.head.length;
    if (room > 0) this.head = Buffer.concat([this.head, chunk.subarray(0, room)]);
    const rest = chunk.subarray(Math.max(0, room));
    const all = Buffer.concat([this.tail, rest]);
    this.omittedBytes += Math.max(0, all.length - this.half);
    this.tail = Buffer.from(all.subarray(Math.max(0, all.length - this.half)));
  }

  toString(): string {
    if (this.omittedBytes === 0) return Buffer.concat([this.head, this.tail]).toString('utf8');
    const note = `\n[${this.omittedBytes} bytes left out here]\n`;
    return `${withoutBrokenEnds(this.head)}${note}${withoutBrokenEnds(this.tail)}`;
  }
}

/** A character may have been cut at either end. */
const withoutBrokenEnds = (bytes: Buffer): string => bytes.toString('utf8').replace(/^\ufffd+|\ufffd+$/g, '');
