import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/database/new-id.js';
import { Signals } from '../../platform/signals/signals.service.js';
import { AttemptBoard } from '../attempt-board.js';
import { AttemptTransitions, type TransitionOutcome } from '../attempt-transitions.js';
import type { AttemptEntity } from '../attempt.entity.js';

/** What is to be published of a comparison that was decided, after the commit. */
export interface Decision {
  /** Those that still waited in the queue. */
  readonly ended: readonly TransitionOutcome[];
  readonly closed: readonly AttemptEntity[];
  readonly announceTask: () => void;
}

/** Whether an attempt still stands against others: nothing of it is merged, and nobody closed it. */
export const isRival = ({ status, closed, phase }: AttemptEntity): boolean =>
  closed === null && status !== 'APPROVED_MERGED' && phase !== 'merging';

/** Closes what lost against the attempt that was chosen; what is under way ends as it does by a cancel, and keeps what it did. */
@Injectable()
export class CloseRivals {
  constructor(
    private readonly transitions: AttemptTransitions,
    private readonly board: AttemptBoard,
    private readonly signals: Signals,
  ) {}

  /** In the caller's transaction, which holds all attempts of the task; call `announce` with the result after the commit. */
  async closeIn(
    manager: EntityManager,
    winner: AttemptEntity,
    rivals: readonly AttemptEntity[],
    by: string,
  ): Promise<Decision> {
    winner.comparisonId ??= newId();
    await manager.save(winner);
    const now = new Date();
    const decided = {
      closed: { reason: 'lost_comparison', by, at: now.toISOString() },
      comparisonId: winner.comparisonId,
    } as const;
    const ended: TransitionOutcome[] = [];
    const closed: AttemptEntity[] = [];
    for (const rival of rivals) {
      if (rival.status === 'QUEUED') {
        const patch = { ...decided, cancelRequestedAt: now };
        const cancel = { attemptId: rival.id, event: 'CANCELLED', patch } as const;
        ended.push(await this.transitions.applyIn(manager, cancel));
      } else {
        Object.assign(rival, decided, isUnderWay(rival) && { cancelRequestedAt: now });
        closed.push(await manager.save(rival));
      }
    }
    const all = [...ended.map(({ attempt }) => attempt), ...closed];
    return { ended, closed, announceTask: await this.board.recordClosed(all, winner, manager) };
  }

  announce({ ended, closed, announceTask }: Decision): void {
    for (const outcome of ended) this.transitions.announce(outcome);
    for (const attempt of closed) {
      const { id: attemptId, projectId } = attempt;
      if (isUnderWay(attempt)) this.signals.emit('attempt.cancel', { attemptId });
      this.signals.emit('attempt.changed', { projectId, attemptId });
    }
    announceTask();
  }
}

const isUnderWay = ({ status }: AttemptEntity): boolean => status === 'RUNNING' || status === 'GATES_RUNNING';
