import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { Signals } from '../../platform/signals/signals.service.js';
import { AttemptBoard } from '../attempt-board.js';
import { isSettledUnmerged } from '../attempt-guards.js';
import type { Requester } from '../attempt-starter.js';
import { AttemptEntity } from '../attempt.entity.js';
import { attemptClosed, attemptMerging, illegalTransition } from '../attempts.errors.js';
import { CommentPlaces } from '../comments/comment-places.js';
import { lockAttempt } from '../lock-attempt.js';

interface Discarded {
  attempt: AttemptEntity;
  /** The parent, when it is open again. */
  reopened?: AttemptEntity | undefined;
  announcements: readonly (() => void)[];
}

/** Closes results that nobody wants. */
@Injectable()
export class DiscardAttempt {
  constructor(
    private readonly dataSource: DataSource,
    private readonly board: AttemptBoard,
    private readonly comments: CommentPlaces,
    private readonly signals: Signals,
  ) {}

  /** Done again it changes nothing. */
  async discard({ id, projectId }: AttemptEntity, user: Requester): Promise<AttemptEntity> {
    const { attempt, reopened, announcements } = await this.dataSource.transaction((manager) =>
      this.discardIn(manager, id, user),
    );
    for (const changed of [attempt, reopened]) {
      if (changed) this.signals.emit('attempt.changed', { projectId, attemptId: changed.id });
    }
    for (const announce of announcements) announce();
    return attempt;
  }

  private async discardIn(manager: EntityManager, attemptId: string, user: Requester): Promise<Discarded> {
    const attempt = await lockAttempt(manager, attemptId);
    if (attempt.phase === 'merging') throw attemptMerging();
    if (attempt.closed?.reason === 'discarded') return { attempt, announcements: [] };
    if (!isSettledUnmerged(attempt)) throw illegalTransition('be discarded', attempt.status);
    if (attempt.closed) throw attemptClosed(attempt.closed.reason);
    attempt.closed = { reason: 'discarded', by: user.id, at: new Date().toISOString() };
    await manager.save(attempt);
    const reopened = await reopenParent(manager, attempt);
    const announceComments = await this.comments.announcer(manager, attempt);
    const announceTask = await this.board.recordClosed([attempt], reopened, manager);
    return { attempt, reopened, announcements: [announceComments, announceTask] };
  }
}

async function reopenParent(
  manager: EntityManager,
  { parentAttemptId }: AttemptEntity,
): Promise<AttemptEntity | undefined> {
  if (!parentAttemptId) return undefined;
  const parent = await lockAttempt(manager, parentAttemptId);
  const hasOpenChild = await manager.existsBy(AttemptEntity, { parentAttemptId, closed: IsNull() });
  if (parent.closed?.reason !== 'superseded' || hasOpenChild) return undefined;
  parent.closed = null;
  return manager.save(parent);
}
