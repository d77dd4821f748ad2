import { execFile } from 'node:child_process';
import { writtenBy } from '../platform/process/process-usage.js';
import type { RunSpec, StepSpec } from '../platform/process/run-protocol/run-spec.js';
import type { PreparedStep } from './adapters/adapter.js';
import { fileLimitOf } from './file-blocks.js';

/** More than one file takes from memory; what a step wrote since it was last looked at is not known better. */
const FASTEST_BYTES_PER_MS = 8 * 1024 * 1024;
/** A folder that does not answer holds up nobody. */
const SEARCH_MS = 60_000;

/**
 * Finds out whether a step ran into the limit of a file's size. The kernel says it only to the program that wrote, which
 * it ends, and who started that may go on. What tells it is a file of exactly the limit, and that is looked for only
 * when the step has written so much.
 */
export class FileLimit {
  private readonly limit: number;
  private readonly folders: readonly string[];
  private written = 0;
  private seenAt = performance.now();
  private searchedFor = 0;

  constructor(
    step: StepSpec,
    prepared: PreparedStep,
    private readonly run: Pick<RunSpec, 'limits' | 'toolPath'>,
  ) {
    this.limit = fileLimitOf(run);
    this.folders = [...ownFoldersOf(step), ...(prepared.exchange ? [prepared.exchange.source] : [])];
  }

  /** Takes note of what the step's processes have written; they were looked for at `since` (of `performance.now()`), or later. */
  note(members: readonly number[], since: number): void {
    this.written = Math.max(this.written, writtenBy(members));
    this.seenAt = since;
  }

  /** While the step is at work. */
  async isReached(signal: AbortSignal): Promise<boolean> {
    const { written } = this;
    if (written < this.limit || written === this.searchedFor) return false;
    this.searchedFor = written;
    return this.search(signal);
  }

  /** Once the step has ended, some time after the last look at it. */
  async wasReached(): Promise<boolean> {
    const unseen = (performance.now() - this.seenAt) * FASTEST_BYTES_PER_MS;
    return this.written + unseen >= this.limit && this.search();
  }

  /** A larger file was there before, for the kernel lets no byte of it be written. */
  private search(signal?: AbortSignal): Promise<boolean> {
    const condition = ['-xdev', '-type', 'f', '-size', `${this.limit}c`, '-print', '-quit'];
    const options = { env: { PATH: this.run.toolPath }, timeout: SEARCH_MS, ...(signal && { signal }) };
    return new Promise<boolean>((resolve) => {
      // It fails in folders that cannot be read, and prints what it finds elsewhere.
      execFile('find', [...this.folders, ...condition], options, (_, found) => resolve(found !== ''));
    }).catch(() => false); // a machine without memory starts nothing
  }
}

/** Those that a step writes to, with a sandbox or without. */
function ownFoldersOf({ cwd, env, sandbox }: StepSpec): readonly string[] {
  if (sandbox.mode !== 'none') return [...sandbox.readWrite, sandbox.home, sandbox.temporary];
  return [cwd, env.HOME, env.TMPDIR].filter((folder) => folder !== undefined);
}
