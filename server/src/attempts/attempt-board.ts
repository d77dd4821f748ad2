import { stripVTControlCharacters } from 'node:util';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import type { AttemptStatus } from '../contracts/attempt-status.js';
import { GatesService, toGateDto } from '../gates/gates.service.js';
import { defined } from '../platform/http/defined.js';
import { type AttemptChange, type AttemptReport, TasksService } from '../tasks/tasks.service.js';
import { countOpenComments } from './comments/count-open-comments.js';
import { AttemptEventsService } from './events/attempt-events.service.js';
import { AttemptEntity } from './attempt.entity.js';
import type { CommittedEvents } from './events/event-rows.js';
import { lockAttempt } from './lock-attempt.js';
import { findMarks } from './overlaps/find-marks.js';
import { firstRequest } from './requests/first-request.js';

const ACTIVITY_INTERVAL_MS = 2_000;
const ACTIVITY_LENGTH = 120;

/** What is absent stays as it is. */
interface CardChange extends Omit<AttemptChange, 'latestAttempt' | 'afterRequest'> {
  activity?: string | null;
  /** Something was asked, or is not asked any more. */
  asksAnew?: boolean;
}

/** Keeps on each card what its latest attempt is doing; the card itself belongs to `tasks`. */
@Injectable()
export class AttemptBoard implements OnModuleInit, OnApplicationShutdown {
  /** What the agents said since the last round, by attempt. */
  private readonly said = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly gates: GatesService,
    private readonly tasks: TasksService,
    private readonly events: AttemptEventsService,
  ) {}

  onModuleInit(): void {
    this.events.onCommitted((events) => this.note(events));
    this.timer = setInterval(
      () => void this.showActivity().catch(() => undefined),
      ACTIVITY_INTERVAL_MS,
    ).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** In the transition's transaction; call what it returns after the commit. */
  async recordOnTask(
    attempt: AttemptEntity,
    from: AttemptStatus | null,
    manager: EntityManager,
  ): Promise<() => void> {
    // What it did was done in the state before.
    const latestAttempt = { ...(await this.describe(attempt, manager)), activity: null };
    // What was closed while it ran asks for nobody.
    const change = from === attempt.status || attempt.closed ? {} : changeOf(attempt, latestAttempt);
    return this.record(manager, attempt.taskId, { ...change, latestAttempt });
  }

  /** Shows on the card what changed without a transition, such as a gate's result. */
  async refresh(attemptId: string, change: CardChange = {}): Promise<void> {
    const announce = await this.dataSource.transaction(async (manager) => {
      // Locked: what a transition writes meanwhile must not be overwritten with what was before it.
      const attempt = await lockAttempt(manager, attemptId);
      return this.refreshIn(manager, attempt, change);
    });
    announce();
  }

  /** The same in the caller's transaction, which holds the attempt's row; call what it returns after the commit. */
  async refreshIn(
    manager: EntityManager,
    attempt: AttemptEntity,
    { activity, asksAnew = false, ...change }: CardChange = {},
  ): Promise<() => void> {
    const latestAttempt = { ...(await this.describe(attempt, manager)), ...defined({ activity }) };
    return this.record(manager, attempt.taskId, { ...change, latestAttempt }, asksAnew);
  }

  /**
   * In the transaction that closes attempts of one task; call what it returns after the commit. The card goes back to
   * its newest attempt that is open and asks for what that one waits for; one that was chosen, or is open again, takes
   * the task back to review.
   */
  async recordClosed(
    closed: readonly AttemptEntity[],
    chosen: AttemptEntity | undefined,
    manager: EntityManager,
  ): Promise<() => void> {
    const [first] = closed;
    if (!first) return () => undefined;
    const { taskId } = first;
    // Only when told that the attempt it shows is closed does the card take an older one. From here on this transaction
    // holds the task, and whatever happens to its other attempts meanwhile is written to it later.
    for (const attempt of closed) {
      const latestAttempt = await this.describe(attempt, manager);
      await this.tasks.recordAttemptIn(manager, taskId, { latestAttempt });
    }
    const latest = (await findLatest(taskId, manager)) ?? first;
    const shown = await this.describe(latest, manager);
    const { event, ...asked } = latest.closed ? { needsAttention: null } : changeOf(latest, shown);
    const move = event && latest.id === chosen?.id ? { event } : {};
    return this.record(manager, taskId, { ...asked, ...move, latestAttempt: shown });
  }

  /** Shows on the card which attempts of other tasks touch the same files as this one. */
  async showOverlaps(attemptId: string): Promise<void> {
    const announce = await this.dataSource.transaction(async (manager) => {
      // Found under its lock: whoever looked earlier must not overwrite what is so by now.
      const { taskId } = await lockAttempt(manager, attemptId);
      const found = (await findMarks(manager, { attemptId })).get(attemptId) ?? [];
      return this.tasks.recordAttemptIn(manager, taskId, { overlaps: { attemptId, found } });
    });
    announce();
  }

  /** An agent that waits for an answer goes before all else that the card asks for, whichever attempt is its own. */
  private record(
    manager: EntityManager,
    taskId: string,
    change: AttemptChange,
    asksAnew = false,
  ): Promise<() => void> {
    if (change.needsAttention === undefined && !asksAnew)
      return this.tasks.recordAttemptIn(manager, taskId, change);
    // Looked up under the task's lock: what is asked just now is shown after this, or seen by it.
    return this.tasks.recordAttemptIn(manager, taskId, async () => {
      const first = await firstRequest(manager, taskId);
      if (first) return { ...change, needsAttention: { reason: first.request.kind, ref: first.id } };
      return asksAnew ? { ...change, afterRequest: await this.askedMeanwhile(manager, taskId) } : change;
    });
  }

  /** What another attempt of the task, that ended while an agent waited, asks for. */
  private async askedMeanwhile(
    manager: EntityManager,
    taskId: string,
  ): Promise<AttemptChange['needsAttention']> {
    const ended = await lastEnded(manager, taskId);
    return ended && changeOf(ended, await this.describe(ended, manager)).needsAttention;
  }

  private async describe(attempt: AttemptEntity, manager: EntityManager): Promise<AttemptReport> {
    const gates = await this.gates.listOne(attempt.id, manager);
    const openComments = await countOpenComments(manager, attempt.id);
    return {
      id: attempt.id,
      number: attempt.number,
      status: attempt.status,
      phase: attempt.phase,
      agent_id: attempt.agentId,
      failure: attempt.failure,
      closed: attempt.closed,
      gates: gates
        .map((gate) => toGateDto(gate, attempt.treeSha))
        .map(({ gate, status, stale }) => ({ gate, status, stale })),
      diff: attempt.diffStats,
      cost_usd: attempt.usage?.cost_usd ?? null,
      waiting: attempt.waiting,
      open_comments: openComments,
      queued_at: attempt.queuedAt.toISOString(),
      started_at: attempt.startedAt?.toISOString() ?? null,
      finished_at: attempt.finishedAt?.toISOString() ?? null,
    };
  }

  private note({ attemptId, rows }: CommittedEvents): void {
    const last = rows.findLast(({ kind }) => kind === 'LOG' || kind === 'MESSAGE');
    if (last) this.said.set(attemptId, last.payload);
  }

  private async showActivity(): Promise<void> {
    const said = [...this.said];
    this.said.clear();
    for (const [attemptId, payload] of said) {
      // One that was deleted meanwhile must not keep the others from being shown.
      await this.refresh(attemptId, { activity: activityOf(payload) }).catch(() => undefined);
    }
  }
}

/** The last attempt that ended, unless one began after it: that is what the task is about then. */
function lastEnded(manager: EntityManager, taskId: string): Promise<AttemptEntity | null> {
  return manager
    .createQueryBuilder(AttemptEntity, 'attempt')
    .where('attempt.task_id = :taskId and attempt.closed is null', { taskId })
    .andWhere(`attempt.status in ('REVIEW_READY', 'FAILED', 'CANCELLED')`)
    .andWhere(
      `attempt.finished_at >
         (select max(greatest(queued_at, started_at)) from attempts where task_id = :taskId)`,
    )
    .orderBy('attempt.finished_at', 'DESC')
    .getOne();
}

/** The newest attempt that is open, else the newest of all. */
async function findLatest(taskId: string, manager: EntityManager): Promise<AttemptEntity | null> {
  const order = { number: 'DESC' } as const;
  return (
    (await manager.findOne(AttemptEntity, { where: { taskId, closed: IsNull() }, order })) ??
    (await manager.findOne(AttemptEntity, { where: { taskId }, order }))
  );
}

function activityOf(payload: string): string | null {
  const parsed = JSON.parse(payload) as { message?: string; text?: string }; // LOG or MESSAGE, written by us
  const text = stripVTControlCharacters(parsed.message ?? parsed.text ?? '');
  const line = text.trim().split('\n').at(-1) ?? '';
  return line === '' ? null : line.slice(0, ACTIVITY_LENGTH);
}

/** What the new status means for the card. */
function changeOf(
  attempt: AttemptEntity,
  latest: AttemptReport,
): Pick<AttemptChange, 'event' | 'needsAttention' | 'headSha'> {
  const attention = (reason: 'review' | 'conflict' | 'gates_failed' | 'attempt_failed') => ({
    reason,
    ref: attempt.id,
  });
  switch (attempt.status) {
    case 'QUEUED':
    case 'GATES_RUNNING':
    case 'PR_CREATED':
      return { needsAttention: null };
    case 'RUNNING':
      return { event: 'attempt_running', needsAttention: null };
    case 'REVIEW_READY': {
      const isRed = latest.gates.some(({ status }) => status !== 'passed');
      const reason = isRed ? 'gates_failed' : 'review';
      return {
        event: 'review_ready',
        needsAttention: attention(attempt.conflicts.length > 0 ? 'conflict' : reason),
        headSha: attempt.headSha,
      };
    }
    case 'APPROVED_MERGED':
      return { event: 'merged', needsAttention: null };
    case 'FAILED':
    case 'CANCELLED':
      return { needsAttention: attention('attempt_failed') };
  }
}
