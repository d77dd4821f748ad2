import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the kernel counts processes: cgroup v1 has a tree of its own for that, v2 one for everything. */
const [V1, V2] = ['/sys/fs/cgroup/pids', '/sys/fs/cgroup'];

const folderOf = (runId: string): string => join(existsSync(V1) ? V1 : V2, `antfarm-${runId}`);

/**
 * Lets these processes and all that they start be no more than `limit` at once. Only root may, and only root needs
 * it: RLIMIT_NPROC does not hold for it (setrlimit(2)). Returns false where no such cgroup can be made.
 */
export function enterProcessCgroup(runId: string, pids: readonly number[], limit: number): boolean {
  const folder = folderOf(runId);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'pids.max'), String(limit), { flag: 'r+' });
    for (const pid of pids) writeFileSync(join(folder, 'cgroup.procs'), String(pid), { flag: 'r+' });
    return true;
  } catch {
    removeProcessCgroup(runId);
    return false;
  }
}

/** Once all of its processes are dead. */
export function removeProcessCgroup(runId: string): void {
  try {
    rmdirSync(folderOf(runId));
  } catch {
    // There is none, or what was moved into it before the failure is still there.
  }
}
