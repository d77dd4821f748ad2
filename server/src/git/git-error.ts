import { saysDiskFull } from '../platform/errors/is-disk-full.js';
import type { CommandEnd } from '../platform/process/run-command.js';

/** git ended in a way that its caller did not declare as expected. Its output is kept, redacted and bounded. */
export class GitError extends Error {
  override readonly name = 'GitError';

  constructor(
    readonly args: readonly string[],
    readonly end: CommandEnd,
    readonly exitCode: number | null,
    readonly output: string,
  ) {
    const how = end === 'exited' ? `exited with ${String(exitCode)}` : end.replaceAll('_', ' ');
    super(`git ${args[0] ?? ''} ${how}: ${output.trim().slice(0, 500)}`);
  }

  /** There is no room left where git writes. */
  get diskFull(): boolean {
    return saysDiskFull(this.output);
  }
}
