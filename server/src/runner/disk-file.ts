import { writeSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../platform/process/system-error.js';

const RETRY_MS = 200;
/** Up to here the way through the thread pool costs more than the write, which is mostly a copy into the page cache. */
const SMALL_BYTES = 32 * 1024;
/** A disk behind a network, or one that is overloaded. */
const SLOW_MS = 50;

/** The disk stayed full longer than the run has patience for. */
export class DiskFull extends Error {
  constructor() {
    super('The disk is full');
  }
}

export const isDiskFull = (error: unknown): boolean =>
  error instanceof DiskFull || ['ENOSPC', 'EDQUOT'].includes(errorCode(error) ?? '');

/** How long writers of one run wait for space; a run that is being stopped waits no more. */
export class Patience {
  private isOver = false;

  constructor(private readonly waitMs: number) {}

  giveUp(): void {
    this.isOver = true;
  }

  isExhaustedAfter(waitedMs: number): boolean {
    return this.isOver || waitedMs >= this.waitMs;
  }
}

/** Appends to a file. A full disk makes it wait, and so holds up the step whose output is to be written. */
export class DiskFile {
  /** Everything before this offset is in the file. */
  end = 0;
  /** Writes to it may keep everything else of this process waiting. */
  private isSlow = false;

  constructor(
    readonly file: FileHandle,
    private readonly patience: Patience,
  ) {}

  /**
   * Appends a small piece at once; false when that needs more than the call, and then nothing counts as appended. Most
   * output comes in such pieces, and each wait of its own costs more than the write.
   */
  appendNow(bytes: Buffer): boolean {
    if (bytes.length > SMALL_BYTES || this.isSlow) return false;
    const start = performance.now();
    try {
      if (writeSync(this.file.fd, bytes, 0, bytes.length, this.end) < bytes.length) return false;
    } catch {
      return false; // `append` finds out what it is
    }
    this.isSlow = performance.now() - start > SLOW_MS;
    this.end += bytes.length;
    return true;
  }

  /**
   * Resolves to the milliseconds for which the disk was full; throws DiskFull, with nothing of `bytes` left
   * in the file, when that took too long.
   */
  async append(bytes: Buffer, patience: Patience = this.patience): Promise<number> {
    const start = performance.now();
    let written = 0;
    for (let attempt = 0; ; attempt++) {
      try {
        while (written < bytes.length) written += await this.writeSome(bytes, written);
        this.end += bytes.length;
        return attempt === 0 ? 0 : performance.now() - start;
      } catch (error) {
        if (!isDiskFull(error)) throw error;
      }
      if (patience.isExhaustedAfter(performance.now() - start)) break;
      await sleep(RETRY_MS);
    }
    await this.file.truncate(this.end);
    throw new DiskFull();
  }

  private async writeSome(bytes: Buffer, from: number): Promise<number> {
    const { bytesWritten } = await this.file.write(bytes, from, bytes.length - from, this.end + from);
    return bytesWritten;
  }
}
