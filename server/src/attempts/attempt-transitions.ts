import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { AttemptEvent } from '../contracts/attempt-event.js';
import { ATTEMPT_PHASES, type AttemptStatus, SETTLED_STATUSES } from '../contracts/attempt-status.js';
import { Signals } from '../platform/signals/signals.service.js';
import type { Lease } from './leases/attempt-leases.js';
import { AttemptEventsService, LeaseLost } from './events/attempt-events.service.js';
import type { AttemptTransition } from './attempt.machine.js';
import { AttemptEntity } from './attempt.entity.js';
import { type AttemptState, nextState } from './attempt-state.js';
import { AttemptBoard } from './attempt-board.js';
import type { CommittedEvents } from './events/event-rows.js';
import { lockAttempt } from './lock-attempt.js';

/** What a transition may write besides the state; `status` and `phase` come from the machine alone. */
export type AttemptPatch = Partial<
  Omit<AttemptEntity, 'id' | 'status' | 'phase' | 'fence' | 'lastSeq' | 'version'>
>;

export interface TransitionRequest {
  attemptId: string;
  event: AttemptTransition;
  patch?: AttemptPatch;
  /** The worker's fence; the API, which works under the row's lock alone, has none. */
  fence?: number;
  /** Read and decide under the row's lock; throw to refuse. */
  inspect?: (attempt: AttemptEntity, manager: EntityManager) => void | Promise<void>;
  /** Writes in the same transaction what goes with it; what it returns is called after the commit. */
  alongside?: (manager: EntityManager) => Promise<() => void>;
}

export interface TransitionOutcome {
  attempt: AttemptEntity;
  stored: CommittedEvents | undefined;
  announceTask: () => void;
}

/** A new attempt, before the machine has a say in it. */
export type AttemptDraft = Pick<
  AttemptEntity,
  | 'id'
  | 'taskId'
  | 'projectId'
  | 'number'
  | 'agentId'
  | 'agent'
  | 'installFirst'
  | 'branch'
  | 'baseBranch'
  | 'gatesWanted'
> &
  Partial<
    Pick<
      AttemptEntity,
      'parentAttemptId' | 'comparisonId' | 'baseSha' | 'startSha' | 'conflicts' | 'feedback'
    >
  >;

/** The project has as many attempts under way as it may: this one stays in the queue. */
export class ProjectBusy extends Error {
  constructor(readonly projectId: string) {
    super(`Project ${projectId} has no free place`);
  }
}

export class IllegalTransition extends Error {
  constructor(
    readonly state: AttemptState,
    readonly event: AttemptTransition,
  ) {
    super(`${event} is not possible in ${state.status}${state.phase ? `/${state.phase}` : ''}`);
  }
}

/** The only writer of an attempt's status and phase. */
@Injectable()
export class AttemptTransitions {
  private holdsQueue = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly events: AttemptEventsService,
    private readonly board: AttemptBoard,
    private readonly signals: Signals,
  ) {}

  /** Stores a new attempt as QUEUED; call `announce` with the result after the commit. */
  async create(manager: EntityManager, draft: AttemptDraft): Promise<TransitionOutcome> {
    const status = 'QUEUED';
    const row = manager.create(AttemptEntity, { ...draft, status, phase: null, queuedAt: new Date() });
    await manager.insert(AttemptEntity, row);
    const payload = { from: null, to: status } as const;
    const stored = await this.events.insert(manager, draft.id, [{ kind: 'STATUS', payload }], null);
    const attempt = await lockAttempt(manager, draft.id); // with all that the database fills in
    const announceTask = await this.board.recordOnTask(attempt, null, manager);
    return { attempt, stored, announceTask };
  }

  /** Takes an attempt out of the queue, unless its project has as many under way as it may. */
  async begin(lease: Lease): Promise<AttemptEntity> {
    const attempt = await this.find(lease.attemptId);
    if (attempt.status !== 'QUEUED') return attempt;
    if (this.holdsQueue) throw new ProjectBusy(attempt.projectId);
    const inspect = (locked: AttemptEntity, manager: EntityManager) => refuseWhenBusy(locked, manager);
    return this.apply({ attemptId: attempt.id, event: 'START', fence: lease.fence, inspect });
  }

  /** The attempt as it is now. */
  find(attemptId: string): Promise<AttemptEntity> {
    return this.dataSource.manager.findOneByOrFail(AttemptEntity, { id: attemptId });
  }

  /** From now on nothing leaves the queue in this process. */
  holdQueue(): void {
    this.holdsQueue = true;
  }

  /** Publishes what a committed transaction changed. */
  announce({ attempt, stored, announceTask }: TransitionOutcome): void {
    if (stored) this.events.announce(stored);
    this.signals.emit('attempt.changed', { projectId: attempt.projectId, attemptId: attempt.id });
    announceTask();
  }

  /** Locks the row, asks the machine, saves state and STATUS event together, and publishes after the commit. */
  async apply(request: TransitionRequest): Promise<AttemptEntity> {
    const outcome = await this.dataSource.transaction((manager) => this.applyIn(manager, request));
    this.announce(outcome);
    return outcome.attempt;
  }

  /** The same in the caller's transaction; call `announce` with the result after the commit. */
  async applyIn(
    manager: EntityManager,
    { attemptId, event, patch, fence, inspect, alongside }: TransitionRequest,
  ): Promise<TransitionOutcome> {
    const attempt = await lockAttempt(manager, attemptId);
    if (fence !== undefined && attempt.fence !== fence) throw new LeaseLost(attemptId);
    await inspect?.(attempt, manager);
    Object.assign(attempt, patch);
    const from = attempt.status;
    const next = nextState(attempt, contextOf(attempt), event);
    if (!next) throw new IllegalTransition(attempt, event);
    attempt.status = next.status;
    attempt.phase = next.phase;
    attempt.pipelineErrors = 0;
    if (from !== next.status) stampTimes(attempt);
    await manager.save(attempt);
    const announceAlongside = await alongside?.(manager);
    const events = eventsOf(attempt, from);
    const stored =
      events.length > 0 ? await this.events.insert(manager, attemptId, events, fence ?? null) : undefined;
    if (stored) attempt.lastSeq = stored.firstSeq + stored.rows.length - 1;
    const announceCard = await this.board.recordOnTask(attempt, from, manager);
    const announceTask = (): void => {
      announceAlongside?.();
      announceCard();
    };
    return { attempt, stored, announceTask };
  }
}

const contextOf = (attempt: AttemptEntity) => ({
  installFirst: attempt.installFirst,
  hasGates: attempt.gatesWanted.length > 0,
  cancelRequested: attempt.cancelRequestedAt !== null,
  failed: attempt.failure !== null,
});

function stampTimes(attempt: AttemptEntity): void {
  const now = new Date();
  if (attempt.status === 'RUNNING') attempt.startedAt ??= now;
  attempt.finishedAt = SETTLED_STATUSES.some((settled) => settled === attempt.status) ? now : null;
}

/** STATUS when the status changed, PROGRESS when the pipeline entered a phase. */
function eventsOf(attempt: AttemptEntity, from: AttemptStatus): AttemptEvent[] {
  const { status, phase } = attempt;
  const events: AttemptEvent[] = [];
  if (from !== status) events.push({ kind: 'STATUS', payload: { from, to: status, ...reasonOf(attempt) } });
  if (phase === null || phase === 'merging') return events;
  const step = PIPELINE_PHASES.indexOf(phase) + 1;
  const payload = { phase, step, total: PIPELINE_PHASES.length, message: PHASE_MESSAGES[phase] };
  return [...events, { kind: 'PROGRESS', payload }];
}

const PHASE_MESSAGES = {
  preparing: 'Preparing a workspace',
  installing: 'Running the install command for the agent',
  agent: 'The agent is working',
  snapshot: 'Taking a snapshot of the result',
  gates: 'Running the gates on a fresh checkout',
  collecting: 'Storing diff, logs and summary',
} as const;
const PIPELINE_PHASES = ATTEMPT_PHASES.filter((phase) => phase !== 'merging');

/**
 * One start at a time per project, so that two cannot both take its last free place; and first in, first out: who
 * came earlier, and could run on this host, counts like one that runs.
 */
async function refuseWhenBusy(
  { id, projectId, hostId }: AttemptEntity,
  manager: EntityManager,
): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('start:' || $1, 0))`, [projectId]);
  const rows = await manager.query<unknown[]>(
    `select 1 from projects where id = $1 and max_concurrent_attempts <=
       (select count(*) from attempts other, attempts self
        where self.id = $2 and other.project_id = $1
          and (other.status in ('RUNNING', 'GATES_RUNNING')
            or other.status = 'QUEUED' and (other.queued_at, other.id) < (self.queued_at, self.id)
              and (other.host_id is null or other.host_id = $3)))`,
    [projectId, id, hostId],
  );
  if (rows.length > 0) throw new ProjectBusy(projectId);
}

const reasonOf = ({ status, failure }: AttemptEntity): { reason?: string } =>
  status === 'FAILED' && failure ? { reason: failure.reason } : {};
