import { readFileSync } from 'node:fs';
import { hasEnvironmentEntry, listProcesses } from '../../src/platform/process/process-table.js';
import { RUN_MARKER } from '../../src/platform/process/run-protocol/run-directory.js';

/** Processes of a run that are alive; finds those that kept the run's marker in their environment. */
export const markedProcesses = (runId: string): number[] =>
  listProcesses()
    .map(({ pid }) => pid)
    .filter((pid) => hasEnvironmentEntry(pid, `${RUN_MARKER}=${runId}`));

/** A number for `sleep` that no other process has on its command line. */
export const uniqueSeconds = (): string => String(100_000 + Math.floor(Math.random() * 899_999));

/** Finds processes by a unique command line argument, whatever happened to their environment. */
export const processesWithArgument = (argument: string): number[] =>
  listProcesses()
    .map(({ pid }) => pid)
    .filter((pid) => commandLine(pid).includes(argument));

export function commandLine(pid: number): string[] {
  return readProcText(pid, 'cmdline').split('\0');
}

/** Empty when the process is gone or belongs to somebody else. */
export function readProcText(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
