import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifyProcess, isAlive } from '../../process/process-identity.js';
import { commandLineOf } from '../../process/command-line.js';
import { sendSignal } from '../../process/process-table.js';

const FAST_SHUTDOWN_MS = 20_000;
const POLL_MS = 20;

/**
 * Ends a PostgreSQL that a killed server left behind on this data directory. Only the holder of the instance lock
 * calls this, so nobody needs that one any more; it may be on its way down already, so it is never taken over.
 */
export async function stopPreviousPostgres(data: string): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  const pid = readPid(pidFile);
  const previous = pid === undefined ? undefined : identifyProcess(pid);
  if (!previous) return; // PostgreSQL itself replaces the file of a dead one

  if (!commandLineOf(previous.pid).includes(data)) {
    // The pid is somebody else's by now. PostgreSQL would refuse to start; shared memory still guards the data.
    rmSync(pidFile, { force: true });
    return;
  }
  sendSignal(previous.pid, 'SIGINT');
  const deadline = Date.now() + FAST_SHUTDOWN_MS;
  while (isAlive(previous)) {
    if (Date.now() > deadline) sendSignal(previous.pid, 'SIGQUIT');
    await sleep(POLL_MS);
  }
}

function readPid(pidFile: string): number | undefined {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}
