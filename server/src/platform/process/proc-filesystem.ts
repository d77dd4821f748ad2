import { readdirSync, readFileSync } from 'node:fs';
import type { ProcessEntry } from './process-entry.js';

const ENDED_STATES = ['Z', 'X'];

/** Linux: one process from `/proc/<pid>/stat` (proc_pid_stat(5)). */
export function readFromProc(pid: number): ProcessEntry | undefined {
  const stat = readProcFile(pid, 'stat');
  if (stat === undefined) return undefined;
  // The command name stands in parentheses and may itself contain spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (ENDED_STATES.includes(fields[0] ?? 'X')) return undefined;
  return { pid, parentPid: Number(fields[1]), groupId: Number(fields[2]), startTime: fields[19] ?? '' };
}

/** All processes that /proc shows, without those that end meanwhile. */
export function listFromProc(): ProcessEntry[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readFromProc(Number(name)))
    .filter((entry) => entry !== undefined);
}

/** The numbers of a file with lines of `name: number` (proc_pid_status(5)); none when the process is gone or hidden. */
export function readProcFields(
  pid: number,
  file: 'status' | 'smaps_rollup' | 'io',
): ReadonlyMap<string, number> {
  const lines = (readProcFile(pid, file) ?? '').matchAll(/^(\w+):\s+(\d+)/gm);
  return new Map([...lines].map(([, name, value]) => [name ?? '', Number(value)]));
}

/** The soft limits of this process, which its children start with (proc_pid_limits(5)); Infinity is none. */
export function readOwnLimits(): { readonly processes: number; readonly openFiles: number } {
  const text = readProcFile('self', 'limits') ?? '';
  const valueOf = (name: string): number =>
    Number(new RegExp(`^${name} +(\\d+)`, 'm').exec(text)?.[1] ?? Infinity);
  return { processes: valueOf('Max processes'), openFiles: valueOf('Max open files') };
}

/** More processes and threads there cannot be (proc_sys_kernel(5)). */
export const readPidMax = (): number => Number(readFileSync('/proc/sys/kernel/pid_max', 'utf8'));

/** The fourth field of `/proc/loadavg` is running/existing (proc_loadavg(5)). */
export const countProcThreads = (): number =>
  Number(/\/(\d+)/.exec(readFileSync('/proc/loadavg', 'utf8'))?.[1] ?? 0);

/** The `NAME=value` entries that a process was started with; none when it has ended or is another user's. */
export const readProcEnvironment = (pid: number): string[] => readProcFile(pid, 'environ')?.split('\0') ?? [];

function readProcFile(pid: number | 'self', file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined; // ended meanwhile, or belongs to another user
  }
}
