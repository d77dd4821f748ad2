import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The arguments of a process; empty when it is gone or hidden. */
export function commandLineOf(pid: number): string[] {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8', stdio: 'pipe' })
      .trim()
      .split(' ');
  } catch {
    return [];
  }
}
