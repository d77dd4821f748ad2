import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import { AppConfig } from '../../platform/config/app-config.js';
import { Instance } from '../../platform/instance/instance.js';
import { clearStaleLocks } from '../../git/clear-stale-locks.js';
import { MIRRORS_FOLDER } from '../attempt-paths.js';
import { AttemptLeases } from './attempt-leases.js';
import { AttemptQueue } from './attempt-queue.js';
import { MergeAttempt } from '../merge-attempt.js';

const SWEEP_MS = 5_000;
const SWEEP_LIMIT = 100;

/** Finds work that nobody does: at start-up what a dead server left, and later what the queue forgot. */
@Injectable()
export class AttemptRecovery implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('AttemptRecovery');
  private timer: NodeJS.Timeout | undefined;
  private rounds = 0;

  constructor(
    private readonly pool: Pool,
    private readonly leases: AttemptLeases,
    private readonly queue: AttemptQueue,
    private readonly merges: MergeAttempt,
    private readonly instance: Instance,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.role === 'api') return;
    const mirrors = join(this.instance.dataDir, MIRRORS_FOLDER);
    for (const name of await readdir(mirrors).catch(() => [])) await clearStaleLocks(join(mirrors, name));
    await this.leases.clearOfHost(this.instance.hostId);
    await this.merges.recover();
    await this.sweep();
    this.timer = setInterval(() => {
      for (const work of [this.merges.recover(), this.sweep()])
        work.catch((error: unknown) => this.logger.warn({ msg: 'the sweep failed', err: error }));
    }, SWEEP_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async sweep(): Promise<void> {
    const { rows } = await this.pool.query<{ id: string }>(
      `select id from attempts
       where status in ('QUEUED', 'RUNNING', 'GATES_RUNNING') and (host_id is null or host_id = $1)
         and (lease_expires_at is null or lease_expires_at < now())
       order by status = 'QUEUED', queued_at limit $2`,
      [this.instance.hostId, SWEEP_LIMIT],
    );
    // A name of its own for each start: a job of a killed worker blocks its name until it counts as stalled.
    const round = this.rounds++ === 0 ? `boot-${process.pid}-${Date.now()}` : `sweep-${process.pid}`;
    for (const { id } of rows) this.queue.wake(id, round);
  }
}
