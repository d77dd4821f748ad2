import { randomUUID } from 'node:crypto';
import { linkSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifyProcess, isAlive, readIdentity } from '../process/process-identity.js';
import { errorCode } from '../process/system-error.js';

export class DataDirectoryInUseError extends Error {
  constructor(
    readonly dataDir: string,
    readonly pid: number,
  ) {
    super(
      `Another Antfarm (process ${pid}) is running on ${dataDir}. ` +
        'Stop it with `npm start -- stop`, or start this one with another DATA_DIR.',
    );
    this.name = 'DataDirectoryInUseError';
  }
}

/** One server per `DATA_DIR`. The lock names its holder, so however the holder dies, the next server may take it. */
export class InstanceLock {
  private constructor(private readonly file: string) {}

  static acquire(dataDir: string): InstanceLock {
    const file = join(dataDir, 'lock');
    const draft = `${file}.${randomUUID()}`;
    writeFileSync(draft, JSON.stringify(identifyProcess(process.pid)), { mode: 0o600 });
    try {
      while (!tryLink(draft, file)) {
        const holder = readIdentity(file);
        if (holder && isAlive(holder)) throw new DataDirectoryInUseError(dataDir, holder.pid);
        discardStale(file);
      }
      return new InstanceLock(file);
    } finally {
      unlinkSync(draft);
    }
  }

  release(): void {
    if (readIdentity(this.file)?.pid === process.pid) rmSync(this.file, { force: true });
  }
}

/** The running server of a `DATA_DIR`, if there is one. */
export function findRunningServer(dataDir: string): number | null {
  const holder = readIdentity(join(dataDir, 'lock'));
  return holder && isAlive(holder) ? holder.pid : null;
}

/** `link` makes the whole file appear at once, or fails when the lock is held. */
function tryLink(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function discardStale(file: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  // Another starter may have taken the lock since it was read: then what was moved away is alive, and goes back.
  const moved = readIdentity(aside);
  if (moved && isAlive(moved)) tryLink(aside, file);
  unlinkSync(aside);
}
