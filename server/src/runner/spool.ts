import { EventEmitter } from 'node:events';
import { open, unlink, writeFile } from 'node:fs/promises';
import type { ExitRecord, RecordBody } from '../platform/process/run-protocol/run-record.js';
import { runFiles } from '../platform/process/run-protocol/run-directory.js';
import type { RunLimits } from '../platform/process/run-protocol/run-spec.js';
import { DiskFile, DiskFull, Patience } from './disk-file.js';
import { serializeRecord } from './serialize-record.js';

const RESERVE_BYTES = 64 * 1024;
/** For the records that say why a run ended, once the reserve has been given back. */
const LAST_WORDS_MS = 10_000;

/** Nothing more of the step is recorded; the run has to stop. */
export class OutputRefused extends Error {
  constructor(readonly reason: 'disk_full' | 'output_limit') {
    super(`The spool accepts no more output: ${reason}`);
  }
}

/** The append-only record of a run. A record exists once it is completely in the file. */
export class Spool {
  private lastNumber = 0;
  private refusal: OutputRefused['reason'] | undefined;
  private holdsReserve = true;
  private isSealed = false;
  private queue: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  /** The last bytes that were written, and where they begin: a reader that keeps up needs no read of the file. */
  private latest: { readonly from: number; readonly bytes: Buffer } = { from: 0, bytes: Buffer.alloc(0) };
  private readonly events = new EventEmitter().setMaxListeners(0);

  private constructor(
    private readonly disk: DiskFile,
    private readonly reservePath: string,
    private readonly maxBytes: number,
  ) {}

  static async create(directory: string, limits: RunLimits, patience: Patience): Promise<Spool> {
    const files = runFiles(directory);
    // Given back when the disk is full, so that the last records of the run still fit.
    await writeFile(files.reserve, Buffer.alloc(RESERVE_BYTES, '.'), { mode: 0o600 });
    const file = await open(files.spool, 'wx+', 0o600);
    return new Spool(new DiskFile(file, patience), files.reserve, limits.spoolBytes);
  }

  /** End offset of the last complete record. */
  get end(): number {
    return this.disk.end;
  }

  /** For the runner's own records; the output limit does not apply to them. */
  append(body: RecordBody): Promise<void> {
    return this.enqueue([body], true);
  }

  /** The exit record is the last one, whatever else may still be under way. */
  seal(exit: ExitRecord): Promise<void> {
    const written = this.append(exit);
    this.isSealed = true;
    return written;
  }

  /**
   * Resolves when the records are in the file, `undefined` when they are already: callers that wait exert back pressure
   * on the step.
   */
  appendOutput(records: readonly RecordBody[]): Promise<void> | undefined {
    if (this.end > this.maxBytes) this.refusal ??= 'output_limit';
    if (records.length === 0 || this.writeNow(records)) return undefined;
    return this.enqueue(records, false);
  }

  async read(buffer: Buffer, position: number): Promise<{ bytesRead: number }> {
    return this.disk.file.read(buffer, 0, Math.min(buffer.length, this.end - position), position);
  }

  /** What follows `position`, if it was written last of all. */
  newest(position: number): Buffer | undefined {
    const { from, bytes } = this.latest;
    return position >= from && position < this.end ? bytes.subarray(position - from) : undefined;
  }

  /** Calls the listener whenever there is more, until the signal. */
  onGrown(listener: () => void, signal: AbortSignal): void {
    this.events.on('grown', listener);
    signal.addEventListener('abort', () => this.events.off('grown', listener), { once: true });
  }

  async close(): Promise<void> {
    await this.queue;
    await this.disk.file.datasync();
    await this.disk.file.close();
    await unlink(this.reservePath).catch(() => undefined);
  }

  private enqueue(bodies: readonly RecordBody[], isOwn: boolean): Promise<void> {
    if (this.isSealed) return Promise.reject(new Error('The spool is sealed'));
    this.waiting += 1;
    const written = this.queue.then(() => this.write(bodies, isOwn)).finally(() => (this.waiting -= 1));
    this.queue = written.catch(() => undefined);
    return written;
  }

  private async write(bodies: readonly RecordBody[], isOwn: boolean): Promise<void> {
    if (!isOwn && this.refusal !== undefined) throw new OutputRefused(this.refusal);
    const bytes = this.serialize(bodies);
    const fullForMs = isOwn ? await this.writeOwn(bytes) : await this.writeOutput(bytes);
    this.noteWritten(bytes, bodies.length);
    if (fullForMs > 0) await this.write([{ kind: 'disk_was_full', durationMs: Math.round(fullForMs) }], true);
  }

  private writeNow(records: readonly RecordBody[]): boolean {
    if (this.waiting > 0 || this.isSealed || this.refusal !== undefined) return false;
    const bytes = this.serialize(records);
    if (!this.disk.appendNow(bytes)) return false;
    this.noteWritten(bytes, records.length);
    return true;
  }

  private noteWritten(bytes: Buffer, records: number): void {
    this.latest = { from: this.end - bytes.length, bytes };
    this.lastNumber += records;
    this.events.emit('grown');
  }

  private serialize(bodies: readonly RecordBody[]): Buffer {
    const at = Date.now();
    let n = this.lastNumber;
    let lines = '';
    for (const body of bodies) lines += serializeRecord(++n, at, body);
    return Buffer.from(lines);
  }

  private async writeOutput(bytes: Buffer): Promise<number> {
    try {
      return await this.disk.append(bytes);
    } catch (error) {
      if (!(error instanceof DiskFull)) throw error;
      this.refusal ??= 'disk_full';
      throw new OutputRefused(this.refusal);
    }
  }

  private async writeOwn(bytes: Buffer): Promise<number> {
    try {
      return await this.disk.append(bytes);
    } catch (error) {
      if (!(error instanceof DiskFull)) throw error;
      this.refusal ??= 'disk_full';
    }
    await this.releaseReserve();
    await this.disk.append(bytes, new Patience(LAST_WORDS_MS));
    return 0;
  }

  private async releaseReserve(): Promise<void> {
    if (!this.holdsReserve) return;
    this.holdsReserve = false;
    await unlink(this.reservePath).catch(() => undefined);
  }
}
