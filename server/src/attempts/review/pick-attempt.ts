import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Signals } from '../../platform/signals/signals.service.js';
import type { Requester } from '../attempt-starter.js';
import type { AttemptEntity } from '../attempt.entity.js';
import { attemptClosed, attemptMerging, attemptNotFound, illegalTransition } from '../attempts.errors.js';
import { lockAttemptsOf } from '../lock-attempt.js';
import { CloseRivals, type Decision, isRival } from './close-rivals.js';

/** A person's choice between the attempts of a task. */
@Injectable()
export class PickAttempt {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rivals: CloseRivals,
    private readonly signals: Signals,
  ) {}

  /** Closes the others in one transaction: all of them or none. Done again it changes nothing. */
  async pick(found: AttemptEntity, user: Requester): Promise<AttemptEntity> {
    const { attempt, decision } = await this.dataSource.transaction((manager) =>
      this.pickIn(manager, found, user),
    );
    if (decision) {
      const { id: attemptId, projectId } = attempt;
      this.signals.emit('attempt.changed', { projectId, attemptId });
      this.rivals.announce(decision);
    }
    return attempt;
  }

  private async pickIn(
    manager: EntityManager,
    found: AttemptEntity,
    user: Requester,
  ): Promise<{ attempt: AttemptEntity; decision?: Decision }> {
    const attempts = await lockAttemptsOf(manager, found);
    const attempt = attempts.find(({ id }) => id === found.id);
    if (!attempt) throw attemptNotFound(found.id);
    if (attempts.some(({ phase }) => phase === 'merging')) throw attemptMerging();
    if (attempt.closed) throw attemptClosed(attempt.closed.reason);
    if (attempt.status !== 'REVIEW_READY' && attempt.status !== 'PR_CREATED') {
      throw illegalTransition('be picked', attempt.status);
    }
    const rivals = attempts.filter((other) => other.id !== attempt.id && isRival(other));
    if (rivals.length === 0) return { attempt };
    return { attempt, decision: await this.rivals.closeIn(manager, attempt, rivals, user.id) };
  }
}
