import { Injectable, Logger } from '@nestjs/common';
import { Pool } from 'pg';
import { isDatabaseAway } from '../../platform/database/is-database-away.js';
import { Instance } from '../../platform/instance/instance.js';
import { LeaseLost } from '../events/attempt-events.service.js';
import { AttemptLeases, type Lease } from './attempt-leases.js';
import { AttemptQueue } from './attempt-queue.js';
import { ProjectBusy } from '../attempt-transitions.js';
import { attemptFailure } from '../pipeline/failure-of.js';
import { PipelineTools } from '../pipeline/pipeline-tools.js';
import { failStep, runPipeline } from '../pipeline/run-pipeline.js';

const MAX_ERRORS = 3;
const RETRY_MS = 2_000;

/** Works on one attempt under a lease: as far as it goes, or until somebody else takes it over. */
@Injectable()
export class AttemptWorker {
  private readonly logger = new Logger('AttemptWorker');

  constructor(
    private readonly leases: AttemptLeases,
    private readonly queue: AttemptQueue,
    private readonly tools: PipelineTools,
    private readonly pool: Pool,
    private readonly instance: Instance,
  ) {}

  async workOn(attemptId: string): Promise<void> {
    const lease = await this.leases.acquire(attemptId, this.instance.hostId);
    if (!lease) return;
    try {
      await runPipeline(lease, this.tools);
    } catch (error) {
      if (error instanceof ProjectBusy) return; // whoever ends wakes the next one
      await this.settleError(error, lease);
    } finally {
      await this.leases.release(lease).catch(() => undefined); // tried again with the next renewal
    }
    await this.wakeNext(lease);
  }

  /** Under the instance lock: works here on what a stopped or killed server of this host has left. */
  async takeOver(attemptIds: readonly string[]): Promise<void> {
    await this.leases.clearOfHost(this.instance.hostId);
    await Promise.all(attemptIds.map((id) => this.workOn(id)));
  }

  private async settleError(error: unknown, lease: Lease): Promise<void> {
    if (error instanceof LeaseLost || lease.lost.aborted) return;
    this.logger.error({ msg: 'a step of the pipeline failed', attemptId: lease.attemptId, err: error });
    // The row says where to go on once the database is back.
    if (isDatabaseAway(error)) return;
    const errors = await this.countError(lease);
    if (errors < MAX_ERRORS) {
      this.queue.wake(lease.attemptId, `error-${lease.fence}`, RETRY_MS * errors);
      return;
    }
    const message = `Antfarm failed: ${error instanceof Error ? error.message : String(error)}`;
    await failStep(lease, attemptFailure('internal', message), this.tools);
    this.queue.wake(lease.attemptId, `failed-${lease.fence}`);
  }

  private async countError({ attemptId, fence }: Lease): Promise<number> {
    const { rows } = await this.pool.query<{ errors: number }>(
      `update attempts set pipeline_errors = pipeline_errors + 1 where id = $1 and fence = $2
       returning pipeline_errors as errors`,
      [attemptId, fence],
    );
    return rows[0]?.errors ?? MAX_ERRORS;
  }

  /** A place may have become free, and the attempt itself may have got new work while its lease was held. */
  private async wakeNext({ attemptId, fence }: Lease): Promise<void> {
    const { rows } = await this.pool.query<{ id: string }>(
      `select id from attempts where id = $1 and status = 'GATES_RUNNING'
       union all
       (select id from attempts where status = 'QUEUED'
          and project_id = (select project_id from attempts where id = $1) and id <> $1
        order by queued_at limit 1)`,
      [attemptId],
    );
    for (const { id } of rows) this.queue.wake(id, `next-${attemptId}-${fence}`);
  }
}
