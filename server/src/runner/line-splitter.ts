import { isAscii } from 'node:buffer';
import { completeUtf8Length, decodeSafely } from './safe-text.js';

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = '\r';

export interface SplitLine {
  /** Safe to store; the beginning of the line, without its end (`\n` or `\r\n`). */
  readonly text: string;
  /** Of the whole line. */
  readonly bytes: number;
  /** Bytes that are not in `text`, because the line is longer than allowed. */
  readonly omittedBytes: number;
  readonly terminated: boolean;
}

/** Splits a byte stream into lines while holding at most `maxBytes` of an unfinished line. */
export class LineSplitter {
  private readonly pending: Buffer;
  private pendingBytes = 0;
  private droppedBytes = 0;

  constructor(private readonly maxBytes: number) {
    this.pending = Buffer.allocUnsafe(maxBytes);
  }

  push(chunk: Buffer): SplitLine[] {
    const firstEnd = chunk.indexOf(NEWLINE);
    if (firstEnd === -1) {
      this.keep(chunk);
      return [];
    }
    this.keep(chunk.subarray(0, firstEnd));
    const lines = [this.takePending(true)];
    const lastEnd = chunk.lastIndexOf(NEWLINE);
    if (lastEnd > firstEnd) this.splitWhole(chunk.subarray(firstEnd + 1, lastEnd), lines);
    this.keep(chunk.subarray(lastEnd + 1));
    return lines;
  }

  /** The text after the last newline, if there is any. */
  end(): SplitLine | undefined {
    return this.pendingBytes === 0 ? undefined : this.takePending(false);
  }

  private splitWhole(bytes: Buffer, lines: SplitLine[]): void {
    // Decoding once and splitting text is ten times as fast; only one byte a character lets it count bytes.
    if (isAscii(bytes) && !bytes.includes(0)) {
      for (const line of bytes.toString('latin1').split('\n')) lines.push(this.toAsciiLine(line));
      return;
    }
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      lines.push(this.toLine(bytes.subarray(start, end), 0, true));
      start = end + 1;
    }
    lines.push(this.toLine(bytes.subarray(start), 0, true));
  }

  private toAsciiLine(line: string): SplitLine {
    const omittedBytes = Math.max(0, line.length - this.maxBytes);
    const text = withoutCarriageReturn(omittedBytes > 0 ? line.slice(0, this.maxBytes) : line);
    return { text, bytes: line.length, omittedBytes, terminated: true };
  }

  private toLine(line: Buffer, droppedBytes: number, terminated: boolean): SplitLine {
    const kept = line.subarray(0, this.maxBytes);
    const isCut = kept.length < line.length || droppedBytes > 0;
    const whole = isCut ? kept.subarray(0, completeUtf8Length(kept)) : kept;
    const text = decodeSafely(whole);
    const bytes = line.length + droppedBytes;
    return {
      text: terminated ? withoutCarriageReturn(text) : text,
      bytes,
      omittedBytes: bytes - whole.length,
      terminated,
    };
  }

  private keep(part: Buffer): void {
    const kept = part.copy(this.pending, this.pendingBytes);
    this.pendingBytes += kept;
    this.droppedBytes += part.length - kept;
  }

  private takePending(terminated: boolean): SplitLine {
    const line = this.toLine(this.pending.subarray(0, this.pendingBytes), this.droppedBytes, terminated);
    this.pendingBytes = 0;
    this.droppedBytes = 0;
    return line;
  }
}

const withoutCarriageReturn = (text: string): string =>
  text.endsWith(CARRIAGE_RETURN) ? text.slice(0, -1) : text;
