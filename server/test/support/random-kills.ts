import { setTimeout as sleep } from 'node:timers/promises';
import { sendSignal } from '../../src/platform/process/process-table.js';
import type { AttemptFixture } from './attempt-fixture.js';
import { EmbeddedCluster } from './embedded-cluster.js';
import { eventually } from './eventually.js';
import { liveRuns } from './live-runs.js';
import { markedProcesses } from './marked-processes.js';
import type { RedisServer } from './redis-server.js';
import { SeededRandom } from './seeded-random.js';

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
  /** How often each was hit. */
  readonly hits = new Map<Victim, number>();
  /** Which runner or agent: asked for as often as there happens to be none, so that the order of victims is the seed's alone. */
  private readonly whom = new SeededRandom(1);

  constructor(
    private readonly fixture: AttemptFixture,
    private readonly random: SeededRandom,
    private readonly victims: readonly Victim[],
    private readonly redis: RedisServer | null = null,
  ) {}

  async run(count: number): Promise<void> {
    for (let kill = 0; kill < count; kill++) {
      // No wait for a condition: any moment will do.
      await sleep(this.random.between(50, 1_200));
      const victim = this.random.pick(this.victims);
      await this.hit(victim);
      this.hits.set(victim, (this.hits.get(victim) ?? 0) + 1);
    }
  }

  private async hit(victim: Victim): Promise<void> {
    const { server } = this.fixture;
    const { dataDir } = server;
    switch (victim) {
      case 'server':
      case 'server_stopped':
        await server.kill(victim === 'server' ? 'SIGKILL' : 'SIGTERM');
        await server.restart();
        break;
      case 'server_frozen':
        sendSignal(server.pid, 'SIGSTOP');
        await sleep(this.random.between(100, 2_000));
        sendSignal(server.pid, 'SIGCONT');
        break;
      case 'runner':
        await eventually(() => this.killOne(liveRuns(dataDir).map(({ pid }) => pid)), 'a runner');
        break;
      case 'agent':
        await eventually(() => this.killOne(agentsOf(dataDir)), 'an agent');
        break;
      case 'database':
        await this.killDatabase();
        break;
      case 'queue':
        await this.harmQueue(this.redis);
    }
  }

  private killOne(pids: readonly number[]): boolean {
    return pids.length > 0 && sendSignal(this.whom.pick(pids), 'SIGKILL');
  }

  private async harmQueue(redis: RedisServer | null): Promise<void> {
    if (this.random.pick([true, false])) {
      await redis?.kill();
      await redis?.start();
    } else await redis?.run('flushall');
  }

  /** The embedded PostgreSQL itself; of another, whose it is not, every connection. */
  private async killDatabase(): Promise<void> {
    const { databaseUrl, dataDir } = this.fixture.server;
    if (databaseUrl === null) sendSignal(new EmbeddedCluster(dataDir).postmaster, 'SIGKILL');
    else await this.fixture.query(CUT_ALL);
  }
}

const CUT_ALL = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

/** What runners have started, sandboxes among it. */
const agentsOf = (dataDir: string): number[] =>
  liveRuns(dataDir).flatMap(({ id, pid }) => markedProcesses(id).filter((one) => one !== pid));
