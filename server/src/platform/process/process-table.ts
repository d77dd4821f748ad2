import type { ProcessEntry } from './process-entry.js';
import { countProcThreads, listFromProc, readFromProc, readProcEnvironment } from './proc-filesystem.js';
import { listFromPs, readFromPs } from './ps-command.js';
import { errorCode } from './system-error.js';

const HAS_PROC = process.platform === 'linux';

/** The process with this pid, or undefined when it has ended. */
export const readProcess = (pid: number): ProcessEntry | undefined =>
  HAS_PROC ? readFromProc(pid) : readFromPs(pid);

/** All processes that this one can see. */
export const listProcesses = (): ProcessEntry[] => (HAS_PROC ? listFromProc() : listFromPs());

/** Of the whole machine, all users' together; 0 where nobody says. */
export const countThreads = (): number => (HAS_PROC ? countProcThreads() : 0);

/** Whether the process was started with `entry` (`NAME=value`); never known without /proc. */
export const hasEnvironmentEntry = (pid: number, entry: string): boolean =>
  HAS_PROC && readProcEnvironment(pid).includes(entry);

/** Returns false when the process, or the group `-pid`, is already gone. */
export function sendSignal(pidOrGroup: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pidOrGroup, signal);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false;
    throw error;
  }
}
