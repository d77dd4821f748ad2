import { constants, setPriority } from 'node:os';

/** These, and what they will start, wait for whoever has the usual priority; also where no cgroup can be made. */
export function lowerPriority(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // Gone, which is seen elsewhere, or another user's.
    }
  }
}
