import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, readIdentity } from '../../src/platform/process/process-identity.js';
import { runFiles } from '../../src/platform/process/run-protocol/run-directory.js';

export interface RunOnDisk {
  readonly id: string;
  readonly directory: string;
}

/** Every run that a `DATA_DIR` holds. */
export function runsOf(dataDir: string): RunOnDisk[] {
  const attempts = join(dataDir, 'attempts');
  return list(attempts).flatMap((attempt) => {
    const runs = join(attempts, attempt, 'runs');
    return list(runs).map((id) => ({ id, directory: join(runs, id) }));
  });
}

/** Those whose runner is alive, with its pid. */
export function liveRuns(dataDir: string): (RunOnDisk & { readonly pid: number })[] {
  return runsOf(dataDir).flatMap((run) => {
    const runner = readIdentity(runFiles(run.directory).identity);
    return runner && isAlive(runner) ? [{ ...run, pid: runner.pid }] : [];
  });
}

function list(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
