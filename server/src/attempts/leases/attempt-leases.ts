import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import { newId } from '../../platform/database/new-id.js';
import { Signals } from '../../platform/signals/signals.service.js';
import { LeaseLost } from '../events/attempt-events.service.js';

const LEASE_S = 30;
const RENEWAL_MS = 5_000;

/** The right to work on one attempt, until `lost` fires. Every write carries the fence. */
export interface Lease {
  readonly attemptId: string;
  readonly fence: number;
  /** Aborted with `LeaseLost` when somebody else has taken over, or when this process lets go. */
  readonly lost: AbortSignal;
  /** Aborted when a user wants the attempt stopped. */
  readonly cancelRequested: AbortSignal;
}

interface HeldLease extends Lease {
  readonly losing: AbortController;
  readonly cancelling: AbortController;
}

const ACQUIRE = `update attempts
  set lease_owner = $2, lease_expires_at = now() + make_interval(secs => ${LEASE_S}), fence = fence + 1, host_id = $3
  where id = $1 and status in ('QUEUED', 'RUNNING', 'GATES_RUNNING')
    and (host_id is null or host_id = $3)
    and (lease_expires_at is null or lease_expires_at < now())
  returning fence::float8 as fence, cancel_requested_at is not null as cancelled`;

/** A lease that ran out, say in a sleep of the machine, is taken up again unless somebody else has it. */
const RENEW = `update attempts set lease_expires_at = now() + make_interval(secs => ${LEASE_S})
  where id = any($1) and lease_owner = $2 returning id, cancel_requested_at is not null as cancelled`;

/** What is still in the queue has left nothing on this host and may run on any. */
const RELEASE = `update attempts set lease_owner = null, lease_expires_at = null,
    host_id = case when status = 'QUEUED' then null else host_id end
  where id = $1 and lease_owner = $2 and fence = $3`;

/** Leases are timed by the database's clock; losing one detaches from the work and never kills it. */
@Injectable()
export class AttemptLeases implements OnApplicationShutdown {
  private readonly owner = newId();
  private readonly held = new Map<string, HeldLease>();
  /** Work on them is over, and the database does not know yet. */
  private readonly unreleased = new Set<Lease>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: Pool,
    signals: Signals,
  ) {
    signals.on('attempt.cancel', ({ attemptId }) => this.held.get(attemptId)?.cancelling.abort());
  }

  /** `undefined` when somebody holds the lease, or the attempt has nothing to be worked on here. */
  async acquire(attemptId: string, hostId: string): Promise<Lease | undefined> {
    if (this.held.has(attemptId)) return undefined;
    const { rows } = await this.pool.query<{ fence: number; cancelled: boolean }>(ACQUIRE, [
      attemptId,
      this.owner,
      hostId,
    ]);
    const [row] = rows;
    if (!row) return undefined;
    const losing = new AbortController();
    const cancelling = new AbortController();
    if (row.cancelled) cancelling.abort();
    const signals = { lost: losing.signal, cancelRequested: cancelling.signal };
    const lease = { attemptId, fence: row.fence, ...signals, losing, cancelling };
    this.held.set(attemptId, lease);
    this.timer ??= setInterval(() => void this.renew().catch(() => undefined), RENEWAL_MS).unref();
    return lease;
  }

  async release(lease: Lease): Promise<void> {
    this.held.delete(lease.attemptId);
    this.unreleased.add(lease);
    await this.releaseAll();
  }

  private async releaseAll(): Promise<void> {
    for (const lease of this.unreleased) {
      await this.pool.query(RELEASE, [lease.attemptId, this.owner, lease.fence]);
      this.unreleased.delete(lease);
    }
  }

  /** Whether this process works on the attempt right now. */
  holds(attemptId: string): boolean {
    return this.held.has(attemptId);
  }

  /** At start-up, under the instance lock: whoever held leases of this host before is dead. */
  async clearOfHost(hostId: string): Promise<void> {
    await this.pool.query(
      'update attempts set lease_owner = null, lease_expires_at = null where host_id = $1 and lease_owner is not null',
      [hostId],
    );
  }

  /** Lets go of everything; agents go on under their runners. */
  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    const leases = [...this.held.values()];
    for (const lease of leases) lease.losing.abort(new LeaseLost(lease.attemptId));
    await Promise.allSettled(leases.map((lease) => this.release(lease)));
  }

  private async renew(): Promise<void> {
    await this.releaseAll();
    const leases = [...this.held.values()];
    const ids = leases.map(({ attemptId }) => attemptId);
    const { rows } = await this.pool.query<{ id: string; cancelled: boolean }>(RENEW, [ids, this.owner]);
    const renewed = new Set(rows.map(({ id }) => id));
    // The signal that said so may have been lost.
    for (const { id, cancelled } of rows) if (cancelled) this.held.get(id)?.cancelling.abort();
    for (const { attemptId, losing } of leases.filter((lease) => !renewed.has(lease.attemptId))) {
      losing.abort(new LeaseLost(attemptId));
    }
  }
}
