import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, readIdentity } from '../../src/platform/process/process-identity.js';
import { sendSignal } from '../../src/platform/process/process-table.js';
import { runFiles } from '../../src/platform/process/run-protocol/run-directory.js';
import { destroySurvivors } from '../../src/platform/runner-client/abandoned-run.js';

/** Kills the runners that the server of a `DATA_DIR` left, with their agents. */
export async function endRunners(dataDir: string): Promise<void> {
  const attempts = join(dataDir, 'attempts');
  for (const attempt of list(attempts)) {
    const runs = join(attempts, attempt, 'runs');
    for (const runId of list(runs)) {
      const runDirectory = join(runs, runId);
      const runner = readIdentity(runFiles(runDirectory).identity);
      if (!runner || !isAlive(runner)) continue;
      sendSignal(runner.pid, 'SIGKILL');
      await destroySurvivors({ runId, runDirectory, token: '' });
    }
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
