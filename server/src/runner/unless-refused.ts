import { DiskFull } from './disk-file.js';
import { OutputRefused } from './spool.js';
import type { RunContext } from './step-run.js';

/** Waits for a record. One that is refused stops the run; everything else is a fault of the runner. */
export async function unlessRefused(
  recording: Promise<void> | undefined,
  run: Pick<RunContext, 'stop'>,
): Promise<void> {
  try {
    await recording;
  } catch (error) {
    if (error instanceof OutputRefused) run.stop(error.reason);
    else if (error instanceof DiskFull) run.stop('disk_full');
    else throw error;
  }
}
