import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { readProcess } from './process-table.js';

/** Names one process for good; a pid alone is recycled. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
  readonly bootId: string;
  /** A pid means nothing outside its PID namespace, e.g. after a container was made anew. */
  readonly pidNamespace: string;
}

/** Undefined when no such process runs. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  const entry = readProcess(pid);
  return entry && { pid, startTime: entry.startTime, ...currentHost() };
}

/** Whether the very process still runs: not another one that got its pid. */
export function isAlive(identity: ProcessIdentity): boolean {
  return isOfThisHost(identity) && readProcess(identity.pid)?.startTime === identity.startTime;
}

/** False also for what cannot be known from here: a process of another PID namespace. */
export function isCertainlyGone(identity: ProcessIdentity): boolean {
  if (identity.bootId !== currentHost().bootId) return true;
  return isOfThisHost(identity) && !isAlive(identity);
}

/** Whether the identity's pid can mean anything here and now. */
export function isOfThisHost({ bootId, pidNamespace }: ProcessIdentity): boolean {
  const host = currentHost();
  return bootId === host.bootId && pidNamespace === host.pidNamespace;
}

/** Reads an identity file; undefined when it is absent, torn, or an abandoned claim. */
export function readIdentity(file: string): ProcessIdentity | undefined {
  try {
    return parseIdentity(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Undefined when it is no identity, written as JSON. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isIdentity(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isIdentity(value: unknown): value is ProcessIdentity {
  if (typeof value !== 'object' || value === null || !('pid' in value)) return false;
  return typeof value.pid === 'number' && value.pid > 1 && 'startTime' in value && 'bootId' in value;
}

type Host = Pick<ProcessIdentity, 'bootId' | 'pidNamespace'>;
let host: Host | undefined;

const currentHost = (): Host => (host ??= process.platform === 'linux' ? linuxHost() : macHost());

const linuxHost = (): Host => ({
  bootId: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
  pidNamespace: readlinkSync('/proc/self/ns/pid'),
});

const macHost = (): Host => ({
  bootId: execFileSync('sysctl', ['-n', 'kern.bootsessionuuid'], { encoding: 'utf8' }).trim(),
  pidNamespace: '',
});
