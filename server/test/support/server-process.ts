import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.js';

const MAIN = fileURLToPath(new URL('../../../dist/server.mjs', import.meta.url));
const ENDED = 'it has ended';
const READY = /^Antfarm is ready: (\S+)$/m;

export interface ServerProcess {
  readonly pid: number;
  /** Everything printed so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly exited: Promise<number | null>;
  hasExited(): boolean;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

export interface Invocation {
  /** Of the checkout; the built server unless told. */
  readonly script?: string;
  readonly command?: string[];
  readonly env: Readonly<Record<string, string>>;
  readonly uid?: number;
  readonly gid?: number;
}

/** The built server as a child process, in an environment of its own. */
export function spawnServer({ script = MAIN, command = [], env, uid, gid }: Invocation): ServerProcess {
  const child = spawn(process.execPath, [script, ...command], {
    cwd: '/',
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
  });
  const stdout = collect(child, 'stdout');
  const stderr = collect(child, 'stderr');
  const exited = once(child, 'close').then(([code]) => code as number | null);
  return {
    pid: child.pid!,
    stdout,
    stderr,
    exited,
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    kill: async (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}

/** Resolves with the sign-in link of the ready line; rejects with what was printed when the process ends before. */
export async function waitUntilReady(server: ServerProcess): Promise<string> {
  const link = () => READY.exec(server.stdout())?.[1] ?? (server.hasExited() && ENDED);
  const found = await eventually(link, 'the server to be ready');
  if (found !== ENDED) return found;
  await server.exited; // all that it printed is there
  throw new Error(`The server ended before it was ready:\n${server.stdout()}${server.stderr()}`);
}

function collect(child: ChildProcess, name: 'stdout' | 'stderr'): () => string {
  let text = '';
  child[name]?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}
