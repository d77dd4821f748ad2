import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const residentMiB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** The least of some seconds: what a process needs when it has tidied up. */
export async function idleMemoryMiB(pid: number): Promise<number> {
  let least = Infinity;
  for (let sample = 0; sample < 20; sample++) {
    await sleep(250);
    least = Math.min(least, residentMiB(pid));
  }
  return least;
}

/** The most until `stop` is called. */
export function watchMemory(pid: number): { stop: () => number } {
  let most = residentMiB(pid);
  const timer = setInterval(() => (most = Math.max(most, residentMiB(pid))), 50);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.max(most, residentMiB(pid));
    },
  };
}
