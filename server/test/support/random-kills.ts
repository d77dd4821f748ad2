import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendSignal } from '../../src/platform/process/process-table.js';
import type { AttemptFixture } from './attempt-fixture.js';
import { liveRuns } from './live-runs.js';
import { markedProcesses } from './marked-processes.js';
import type { RedisProcess } from './redis-process.js';
import type { SeededRandom } from './seeded-random.js';

export const VICTIMS = [
  'server',
  'server_stopped',
  'server_frozen',
  'runner',
  'agent',
  'database',
  'queue',
] as const;
export type Victim = (typeof VICTIMS)[number];

/** Kills what keeps an installation running, one after the other, at moments that the seed says. */
export class RandomKills {
  /** How often each was hit; a runner or an agent can be hit only when there is one. */
  readonly hits = new Map<Victim, number>();

  constructor(
    private readonly fixture: AttemptFixture,
    private readonly random: SeededRandom,
    private readonly victims: readonly Victim[],
    private readonly redis: RedisProcess | null = null,
  ) {}

  async run(count: number): Promise<void> {
    for (let kill = 0; kill < count;) {
      // No wait for a condition: any moment will do.
      await sleep(this.random.between(50, 1_200));
      const victim = this.random.pick(this.victims);
      if (!(await this.hit(victim))) continue;
      this.hits.set(victim, (this.hits.get(victim) ?? 0) + 1);
      kill += 1;
    }
  }

  private async hit(victim: Victim): Promise<boolean> {
    const { server } = this.fixture;
    switch (victim) {
      case 'server':
        await server.kill('SIGKILL');
        await server.restart();
        return true;
      case 'server_stopped':
        await server.kill('SIGTERM');
        await server.restart();
        return true;
      case 'server_frozen':
        sendSignal(server.pid, 'SIGSTOP');
        await sleep(this.random.between(100, 2_000));
        return sendSignal(server.pid, 'SIGCONT');
      case 'runner':
        return this.killOne(liveRuns(server.dataDir).map(({ pid }) => pid));
      case 'agent':
        return this.killOne(
          liveRuns(server.dataDir).flatMap(({ id, pid }) => markedProcesses(id).filter((one) => one !== pid)),
        );
      case 'database':
        return this.killDatabase();
      case 'queue':
        await this.redis?.restart(this.random.pick(['kill', 'flush']));
        return this.redis !== null;
    }
  }

  private killOne(pids: readonly number[]): boolean {
    return pids.length > 0 && sendSignal(this.random.pick(pids), 'SIGKILL');
  }

  /** The embedded PostgreSQL itself; of another, whose it is not, every connection. */
  private async killDatabase(): Promise<boolean> {
    const { databaseUrl, dataDir } = this.fixture.server;
    if (databaseUrl === null) return sendSignal(embeddedPid(dataDir), 'SIGKILL');
    const cut =
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
    await this.fixture.query(cut);
    return true;
  }
}

function embeddedPid(dataDir: string): number {
  return Number(readFileSync(join(clusterOf(dataDir), 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Where the embedded PostgreSQL of a `DATA_DIR` keeps its files. */
function clusterOf(dataDir: string): string {
  try {
    return readFileSync(join(dataDir, 'postgres-location'), 'utf8').trim();
  } catch {
    return join(dataDir, 'postgres');
  }
}

/** How to connect to the embedded PostgreSQL of a running server. */
export function embeddedUrl(dataDir: string): string {
  const cluster = clusterOf(dataDir);
  const [, , , port] = readFileSync(join(cluster, 'data', 'postmaster.pid'), 'utf8').split('\n');
  const password = readFileSync(join(cluster, 'password'), 'utf8').trim();
  return `postgres://antfarm:${encodeURIComponent(password)}@127.0.0.1:${port}/antfarm`;
}
