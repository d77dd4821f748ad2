import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordBody } from '../platform/process/run-protocol/run-record.js';
import type { EventSource, ParsedEvent } from './adapters/adapter.js';
import { LineSplitter, type SplitLine } from './line-splitter.js';

const POLL_MS = 50;
const CHUNK_BYTES = 64 * 1024;

export interface TailOptions {
  readonly step: string;
  readonly runId: string;
  readonly lineBytes: number;
  /** Of the whole file: it can claim any size without holding a byte. */
  readonly maxBytes: number;
  readonly record: (records: RecordBody[]) => Promise<void> | undefined;
}

/** Follows the file to which an agent appends events, until `drain`. */
export class EventTail {
  private readonly splitter: LineSplitter;
  private readonly buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  private position = 0;
  private bytesRead = 0;
  private hasGivenUp = false;
  private readonly ended = new AbortController();
  private following: Promise<void> | undefined;

  private constructor(
    private readonly file: FileHandle,
    private readonly source: EventSource,
    private readonly options: TailOptions,
  ) {
    this.splitter = new LineSplitter(options.lineBytes);
  }

  /** Opened before the agent starts: a link that it puts there later is never followed. */
  static async open(source: EventSource, options: TailOptions): Promise<EventTail> {
    return new EventTail(await open(source.file, 'r'), source, options);
  }

  start(): void {
    this.following = this.follow();
    this.following.catch(() => undefined); // thrown again by `drain`
  }

  /** Records what is still in the file; call it when nobody writes any more. */
  async drain(): Promise<void> {
    this.ended.abort();
    try {
      await this.following;
      const isWhole = await this.readAvailable();
      const rest = this.splitter.end();
      if (rest) await this.record([rest]);
      if (!isWhole) await this.options.record([this.leftOut()]);
    } finally {
      await this.file.close();
    }
  }

  /** Reads no further, however much there is. */
  giveUp(): void {
    this.hasGivenUp = true;
  }

  private async follow(): Promise<void> {
    while (!this.ended.signal.aborted) {
      await this.readAvailable();
      await sleep(POLL_MS, undefined, { signal: this.ended.signal }).catch(() => undefined);
    }
  }

  /** Resolves to false when something is left that will not be read. */
  private async readAvailable(): Promise<boolean> {
    const { size } = await this.file.stat();
    if (size < this.position) this.position = 0; // written anew instead of appended to
    while (this.position < size) {
      if (this.hasGivenUp || this.bytesRead >= this.options.maxBytes) return false;
      const { bytesRead } = await this.file.read(this.buffer, 0, this.buffer.length, this.position);
      if (bytesRead === 0) return true;
      this.position += bytesRead;
      this.bytesRead += bytesRead;
      await this.record(this.splitter.push(this.buffer.subarray(0, bytesRead)));
    }
    return true;
  }

  private async record(lines: SplitLine[]): Promise<void> {
    const records = lines.map((line) => this.toRecord(line)).filter((record) => record !== undefined);
    if (records.length > 0) await this.options.record(records);
  }

  private toRecord({ text, omittedBytes }: SplitLine): RecordBody | undefined {
    const { step, lineBytes } = this.options;
    if (text.trim() === '') return undefined;
    const parsed: ParsedEvent =
      omittedBytes > 0 ? { fault: `longer than ${lineBytes} bytes` } : this.source.parse(text);
    if ('event' in parsed) return { kind: 'agent_event', step, event: parsed.event };
    return this.toWarning(`The agent reported something that is no event: ${parsed.fault}`);
  }

  private leftOut(): RecordBody {
    return this.toWarning(`What the agent reported after ${this.bytesRead} bytes of events was left out.`);
  }

  private toWarning(message: string): RecordBody {
    const { step, runId } = this.options;
    const payload = { level: 'WARN', message, stream: null, run_id: runId } as const;
    return { kind: 'agent_event', step, event: { kind: 'LOG', payload } };
  }
}
