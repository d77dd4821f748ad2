import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Excerpt } from './excerpt.js';

export interface BoundedRun {
  readonly code: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  readonly output: string;
}

export interface Bounds {
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** After the end of a program whose children still hold its output. */
const LAST_OUTPUT_MS = 500;
const running = new Set<number>();

/** Runs a program in a process group of its own; rejects when it cannot be started. What it leaves in the background goes on, unheard. */
export async function runBounded(argv: readonly string[], bounds: Bounds): Promise<BoundedRun> {
  const [program = '', ...rest] = argv;
  const child = spawn(program, rest, {
    cwd: bounds.cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const excerpt = new Excerpt(bounds.maxBytes);
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => excerpt.push(chunk));
  const exited = once(child, 'exit');
  const closed = once(child, 'close');
  closed.catch(() => undefined); // the same error as that of `exited`
  await Promise.race([once(child, 'spawn'), exited]);
  const { pid = 0 } = child;
  running.add(pid);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    killGroup(pid);
  }, bounds.timeoutMs);
  const [code, signal] = (await exited) as [number | null, string | null];
  clearTimeout(timer);
  running.delete(pid);
  await Promise.race([closed, sleep(LAST_OUTPUT_MS, undefined, { ref: false })]);
  return { code, signal, timedOut, output: excerpt.toString() };
}

export function killAllRunning(): void {
  for (const pid of running) killGroup(pid);
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
