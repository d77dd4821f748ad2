import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SETTLED_STATUSES } from '../contracts/attempt-status.js';
import { Signals } from '../platform/signals/signals.service.js';
import { AttemptEventsService, LeaseLost } from './attempt-events.service.js';
import type { AttemptTransition } from './attempt.machine.js';
import { AttemptEntity } from './attempt.entity.js';
import { type AttemptState, nextState } from './attempt-state.js';
import { attemptNotFound } from './attempts.errors.js';
import { AttemptBoard } from './attempt-board.js';
import type { CommittedEvents } from './event-rows.js';

/** What a transition may write besides the state; `status` and `phase` come from the machine alone. */
export type AttemptPatch = Partial<Omit<AttemptEntity, 'id' | 'status' | 'phase' | 'fence' | 'lastSeq' | 'version'>>;

export interface TransitionRequest {
  attemptId: string;
  event: AttemptTransition;
  patch?: AttemptPatch;
  /** The worker's fence; the API, which works under the row's lock alone, has none. */
  fence?: number;
  /** Read and decide under the row's lock; throw to refuse. */
  inspect?: (attempt: AttemptEntity, manager: EntityManager) => void | Promise<void>;
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
  constructor(
    private readonly dataSource: DataSource,
    private readonly events: AttemptEventsService,
    private readonly board: AttemptBoard,
    private readonly signals: Signals,
  ) {}

  /** Locks the row, asks the machine, saves state and STATUS event together, and publishes after the commit. */
  async apply(request: TransitionRequest): Promise<AttemptEntity> {
    const { attempt, stored, announceTask } = await this.dataSource.transaction((manager) =>
      this.applyIn(manager, request),
    );
    if (stored) this.events.announce(stored);
    this.signals.emit('attempt.changed', { projectId: attempt.projectId, attemptId: attempt.id });
    announceTask();
    return attempt;
  }

  private async applyIn(
    manager: EntityManager,
    { attemptId, event, patch, fence, inspect }: TransitionRequest,
  ): Promise<{ attempt: AttemptEntity; stored: CommittedEvents | undefined; announceTask: () => void }> {
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
    const stored =
      from === next.status
        ? undefined
        : await this.events.insert(
            manager,
            attemptId,
            [{ kind: 'STATUS', payload: { from, to: next.status, ...reasonOf(attempt) } }],
            fence ?? null,
          );
    const announceTask = await this.board.recordOnTask(attempt, from, manager);
    return { attempt, stored, announceTask };
  }
}

/** The row under `for update`, fresh. */
export async function lockAttempt(manager: EntityManager, attemptId: string): Promise<AttemptEntity> {
  const attempt = await manager.findOne(AttemptEntity, {
    where: { id: attemptId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!attempt) throw attemptNotFound(attemptId);
  return attempt;
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

const reasonOf = ({ status, failure }: AttemptEntity): { reason?: string } =>
  status === 'FAILED' && failure ? { reason: failure.reason } : {};
