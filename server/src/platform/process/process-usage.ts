import { readProcFields } from './proc-filesystem.js';

export interface Usage {
  /** Of memory that cannot be given back but by ending the process; files in the page cache do not count. */
  readonly memoryBytes: number;
  /** Of all processes together. */
  readonly threads: number;
}

const KIB = 1024;

/** What these processes use together, by a quick look that counts what several share several times; 0 without /proc. */
export function usageOf(pids: readonly number[]): Usage {
  let [memory, threads] = [0, 0];
  for (const pid of pids) {
    const fields = readProcFields(pid, 'status');
    memory += (fields.get('RssAnon') ?? 0) + (fields.get('RssShmem') ?? 0);
    threads += fields.get('Threads') ?? 0;
  }
  return { memoryBytes: memory * KIB, threads };
}

/** The memory of these processes, with what several share counted once: exact, and slow (proc_pid_smaps(5)). */
export function exactMemoryOf(pids: readonly number[]): number {
  let memory = 0;
  for (const pid of pids) {
    const fields = readProcFields(pid, 'smaps_rollup');
    const exact = (fields.get('Pss_Anon') ?? NaN) + (fields.get('Pss_Shmem') ?? NaN);
    memory += Number.isNaN(exact) ? usageOf([pid]).memoryBytes / KIB : exact;
  }
  return memory * KIB;
}

/**
 * Bytes that these processes wrote, to whatever it was, with what their children wrote that they have waited for
 * (proc_pid_io(5)); 0 without /proc.
 */
export const writtenBy = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + (readProcFields(pid, 'io').get('wchar') ?? 0), 0);
