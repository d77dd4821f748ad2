import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { type DiffCommits, followDiffLines, type FollowedLines } from '../../git/follow-diff-lines.js';
import { Signals } from '../../platform/signals/signals.service.js';
import type { AttemptEntity } from '../attempt.entity.js';
import { CommentEntity } from './comment.entity.js';
import { CommentPlaceEntity, type PlaceState } from './comment-place.entity.js';
import { resolvedComments, reviewTooLong, unknownComments } from './comments.errors.js';

/** Characters of all comments of one review: an agent reads them at once. */
const MAX_REVIEW = 500_000;

type Owned = Pick<AttemptEntity, 'id' | 'projectId'>;

/** A move of an attempt's diff that its comments have to follow. */
export interface DiffMove {
  readonly mirror: string;
  readonly from: DiffCommits;
  readonly to: DiffCommits;
  /** By the agent, rather than by what came in from the base. */
  readonly byAgent: boolean;
}

/** Where comments lie in each attempt. Writes in the caller's transaction; call what a method returns after the commit. */
@Injectable()
export class CommentPlaces {
  constructor(private readonly signals: Signals) {}

  /** Holds the comments of a review until the transaction ends; refuses what the attempt does not have, or is resolved. */
  async lockReview(manager: EntityManager, attemptId: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const known = await manager.findBy(CommentPlaceEntity, { attemptId, commentId: In([...ids]) });
    const unknown = ids.filter((id) => !known.some(({ commentId }) => commentId === id));
    if (unknown.length > 0) throw unknownComments(unknown);
    const comments = await manager.find(CommentEntity, {
      where: { id: In([...ids]) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const resolved = comments.filter((comment) => comment.resolved);
    if (resolved.length > 0) throw resolvedComments(resolved.map(({ id }) => id));
    const length = comments.reduce((sum, { body, code }) => sum + body.length + code.length, 0);
    if (length > MAX_REVIEW) throw reviewTooLong(MAX_REVIEW);
  }

  /** The next attempt begins with all comments of its parent, and is given some of them to work on. */
  async carryOver(
    manager: EntityManager,
    parent: Owned,
    child: Owned,
    given: readonly string[],
  ): Promise<() => void> {
    await manager.update(CommentEntity, { id: In([...given]) }, { sentWith: child.id });
    // What was sent again is not done, whatever the diff made of it.
    await manager.query(
      `insert into comment_places (attempt_id, comment_id, state, path, start_line, line)
       select $2, comment_id, case when comment_id = any($3) then 'open' else state end, path, start_line, line
       from comment_places where attempt_id = $1`,
      [parent.id, child.id, given],
    );
    return this.announcer(manager, child);
  }

  /** Moves the comments of an attempt along with its diff; its row must be locked, and stand at `from`. */
  async follow(
    manager: EntityManager,
    attempt: Owned,
    { mirror, from, to, byAgent }: DiffMove,
  ): Promise<() => void> {
    const places = await manager.findBy(CommentPlaceEntity, { attemptId: attempt.id, path: Not(IsNull()) });
    if (places.length === 0) return () => undefined;
    const comments = await manager.findBy(CommentEntity, { id: In(places.map((place) => place.commentId)) });
    const known = new Map(comments.map((comment) => [comment.id, comment]));
    const wanted = places.map(({ commentId, path, startLine, line }) => ({
      side: known.get(commentId)?.side ?? 'new',
      path: path ?? '',
      start: startLine ?? line ?? 0,
      end: line ?? 0,
    }));
    const followed = await followDiffLines(mirror, from, to, wanted);
    for (const [index, place] of places.entries()) {
      const found = followed[index];
      if (!found) continue;
      const isGiven = byAgent && known.get(place.commentId)?.sentWith === attempt.id;
      const state = stateAfter(place.state, found, isGiven);
      Object.assign(place, positionOf(place, found), { state });
    }
    await manager.save(places);
    return this.announcer(manager, attempt);
  }

  /** Tells all who watch that the attempt's comments are to be seen in another way. */
  async announcer(manager: EntityManager, { id: attemptId, projectId }: Owned): Promise<() => void> {
    const places = await manager.findBy(CommentPlaceEntity, { attemptId });
    return () => {
      for (const { commentId } of places) this.signals.emit('comment.changed', { projectId, commentId });
    };
  }
}

function positionOf(
  { startLine }: CommentPlaceEntity,
  { lines }: FollowedLines,
): Pick<CommentPlaceEntity, 'path' | 'startLine' | 'line'> {
  if (lines === null) return { path: null, startLine: null, line: null };
  return { path: lines.path, startLine: startLine === null ? null : lines.start, line: lines.end };
}

/** Only what is still open can be done, or lose its object. */
function stateAfter(state: PlaceState, { touched }: FollowedLines, isGiven: boolean): PlaceState {
  if (state !== 'open' || !touched) return state;
  return isGiven ? 'addressed' : 'outdated';
}
