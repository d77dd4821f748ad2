import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import type { Cluster } from './initialise-cluster.js';
import type { PostgresAccount } from './postgres-account.js';

/**
 * The parent of PostgreSQL. Its standard input is a pipe from this process: when that closes, because this process
 * ended in whatever way, PostgreSQL gets its signal for a fast shutdown. Being the parent, it cannot hit a recycled pid.
 */
const SUPERVISOR = `
exec 3<&0
"$@" </dev/null 3<&- &
postgres=$!
{ cat <&3 >/dev/null; kill -INT $postgres; } &
watchdog=$!
exec 3<&-
wait $postgres
status=$?
kill $watchdog
exit $status`;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '64MB',
  jit: 'off',
};

/** A started `postgres`; `exited` resolves however it ends. */
export interface SupervisedPostgres {
  readonly exited: Promise<unknown>;
  hasExited(): boolean;
  /** Fast shutdown: open transactions are rolled back. */
  stop(): Promise<void>;
}

/** Starts the server of a cluster on a port of loopback; it goes down with this process, however that ends. */
export function spawnPostgres(
  bin: string,
  cluster: Cluster,
  port: number,
  account: PostgresAccount,
): SupervisedPostgres {
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const command = [join(bin, 'postgres'), '-D', cluster.data, ...settings];
  const log = openSync(cluster.log, 'a', 0o600);
  // Detached: Ctrl-C in a terminal must reach the server first, and PostgreSQL through it.
  const child = spawn('sh', ['-c', SUPERVISOR, 'antfarm-postgres', ...command], {
    ...account,
    cwd: '/',
    detached: true,
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    stdio: ['pipe', log, log],
  });
  closeSync(log);
  release(child);
  const exited = once(child, 'exit').catch(() => undefined);
  return {
    exited,
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    stop: async () => {
      child.ref(); // else nothing keeps this process waiting
      child.stdin?.end();
      await exited;
    },
  };
}

/** Lets this process end while the child lives: that is what ends the child. */
function release(child: ChildProcess): void {
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
}

/** The last lines of the cluster's log; empty when there is none. */
export function readLogTail(cluster: Cluster, lines = 15): string {
  try {
    return readFileSync(cluster.log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}
