import { execFileSync } from 'node:child_process';
import type { ProcessEntry } from './process-entry.js';

const COLUMNS = 'pid=,ppid=,pgid=,state=,lstart=';

/** macOS: one process from `ps`; its start time has a resolution of one second. */
export const readFromPs = (pid: number): ProcessEntry | undefined => parsePs(runPs('-p', String(pid)))[0];

/** All processes that `ps` shows. */
export const listFromPs = (): ProcessEntry[] => parsePs(runPs('-ax'));

/** Reads lines of `pid ppid pgid state lstart`, without processes that have ended. */
export function parsePs(output: string): ProcessEntry[] {
  return output
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S.*?)\s*$/.exec(line))
    .filter((match) => match !== null && !match[4]?.startsWith('Z'))
    .map((match) => ({
      pid: Number(match?.[1]),
      parentPid: Number(match?.[2]),
      groupId: Number(match?.[3]),
      startTime: match?.[5] ?? '',
    }));
}

function runPs(...selection: string[]): string {
  try {
    // A fixed locale and zone: `lstart` is text and gets compared.
    const env = { PATH: '/bin:/usr/bin', LC_ALL: 'C', TZ: 'UTC' };
    return execFileSync('ps', [...selection, '-o', COLUMNS], { encoding: 'utf8', env, stdio: 'pipe' });
  } catch {
    return ''; // `ps -p` fails when there is no such process
  }
}
