import { open } from 'node:fs/promises';
import { errorCode } from '../platform/process/system-error.js';
import { DiskFile, DiskFull, type Patience } from './disk-file.js';

/**
 * A step's whole output up to a limit, stdout and stderr as they came. Except for a full disk, its failure
 * does not disturb the step.
 */
export class RawLog {
  private queue: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  private constructor(
    private log: DiskFile | undefined,
    private readonly maxBytes: number,
    private readonly onStopped: (reason: string) => void,
  ) {}

  static async create(
    path: string,
    maxBytes: number,
    patience: Patience,
    onStopped: (reason: string) => void,
  ): Promise<RawLog> {
    const file = await open(path, 'wx', 0o600);
    return new RawLog(new DiskFile(file, patience), maxBytes, onStopped);
  }

  /** The milliseconds for which the disk was full, once that is known. */
  write(bytes: Buffer): number | Promise<number> {
    if (this.waiting === 0 && this.writeNow(bytes)) return 0;
    this.waiting += 1;
    const written = this.queue.then(() => this.append(bytes)).finally(() => (this.waiting -= 1));
    this.queue = written.catch(() => undefined);
    return written;
  }

  private writeNow(bytes: Buffer): boolean {
    if (this.log === undefined) return true;
    return bytes.length <= this.maxBytes - this.log.end && this.log.appendNow(bytes);
  }

  async close(): Promise<void> {
    await this.queue;
    await this.log?.file.close();
    this.log = undefined;
  }

  private async append(bytes: Buffer): Promise<number> {
    if (this.log === undefined) return 0;
    const space = this.maxBytes - this.log.end;
    let fullForMs = 0;
    try {
      fullForMs = await this.log.append(bytes.subarray(0, space));
    } catch (error) {
      if (error instanceof DiskFull) throw error;
      await this.stop(errorCode(error) ?? 'unknown');
      return 0;
    }
    if (bytes.length > space) await this.stop('limit');
    return fullForMs;
  }

  private async stop(reason: string): Promise<void> {
    await this.log?.file.close().catch(() => undefined);
    this.log = undefined;
    this.onStopped(reason);
  }
}
