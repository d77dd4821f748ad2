import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull, Not } from 'typeorm';
import { type DiffCommits, followDiffLines, type FollowedLines } from '../../git/follow-diff-lines.js';
import { GitError } from '../../git/git-error.js';
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

/** What a move of the diff does to one comment. */
interface Followed extends FollowedLines {
  /** To the agent that made the move, to work on. */
  readonly isGiven: boolean;
}

/** Of a comment that was not there when git looked, or when git failed. */
const LOST: Followed = { lines: null, touched: true, isGiven: false };

const MOVE = `update comment_places place
     set state = moved.state, path = moved.path, start_line = moved."startLine", line = moved.line
    from jsonb_to_recordset($2) as moved("commentId" uuid, state text, path text, "startLine" int, line int)
   where place.attempt_id = $1 and place.comment_id = moved."commentId"`;

/** Where comments lie in each attempt. Writes in the caller's transaction; call what a method returns after the commit. */
@Injectable()
export class CommentPlaces {
  private readonly logger = new Logger('CommentPlaces');

  constructor(
    private readonly dataSource: DataSource,
    private readonly signals: Signals,
  ) {}

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

  /**
   * Looks where the comments of an attempt are after a move of its diff; what it returns moves them. git takes its time,
   * and no transaction may wait for it; the one that moves them has the attempt's row locked, and found it at `from`.
   */
  async follow(attempt: Owned, move: DiffMove): Promise<(manager: EntityManager) => Promise<() => void>> {
    const followed = await this.findFollowed(attempt, move);
    return (manager) => this.moveIn(manager, attempt, followed);
  }

  /** Tells all who watch that the attempt's comments are to be seen in another way. */
  async announcer(manager: EntityManager, { id: attemptId, projectId }: Owned): Promise<() => void> {
    const places = await manager.findBy(CommentPlaceEntity, { attemptId });
    return () => {
      for (const { commentId } of places) this.signals.emit('comment.changed', { projectId, commentId });
    };
  }

  private async findFollowed(
    { id: attemptId }: Owned,
    { mirror, from, to, byAgent }: DiffMove,
  ): Promise<ReadonlyMap<string, Followed>> {
    const { manager } = this.dataSource;
    const places = await manager.findBy(CommentPlaceEntity, { attemptId, path: Not(IsNull()) });
    if (places.length === 0) return new Map();
    const comments = await manager.findBy(CommentEntity, { id: In(places.map((place) => place.commentId)) });
    const known = new Map(comments.map((comment) => [comment.id, comment]));
    const wanted = places.map(({ commentId, path, startLine, line }) => ({
      side: known.get(commentId)?.side ?? 'new',
      path: path ?? '',
      start: startLine ?? line ?? 0,
      end: line ?? 0,
    }));
    const found = await followDiffLines(mirror, from, to, wanted).catch((error: unknown): FollowedLines[] => {
      // Comments that lose their lines are better than a result that nobody gets.
      if (!(error instanceof GitError)) throw error;
      this.logger.warn({ msg: 'comments could not be followed', attemptId, err: error });
      return [];
    });
    return new Map(
      places.map(({ commentId }, index) => {
        const lines = found[index];
        const isGiven = byAgent && known.get(commentId)?.sentWith === attemptId;
        return [commentId, lines ? { ...lines, isGiven } : LOST];
      }),
    );
  }

  private async moveIn(
    manager: EntityManager,
    attempt: Owned,
    followed: ReadonlyMap<string, Followed>,
  ): Promise<() => void> {
    const places = await manager.findBy(CommentPlaceEntity, { attemptId: attempt.id, path: Not(IsNull()) });
    if (places.length === 0) return () => undefined;
    const moved = places.map((place) => movedPlace(place, followed.get(place.commentId) ?? LOST));
    await manager.query(MOVE, [attempt.id, JSON.stringify(moved)]);
    return this.announcer(manager, attempt);
  }
}

function movedPlace(
  { commentId, state, startLine }: CommentPlaceEntity,
  { lines, touched, isGiven }: Followed,
): Omit<CommentPlaceEntity, 'attemptId'> {
  const after = stateAfter(state, touched, isGiven);
  if (lines === null) return { commentId, state: after, path: null, startLine: null, line: null };
  const { path, start, end } = lines;
  return { commentId, state: after, path, startLine: startLine === null ? null : start, line: end };
}

/** Only what is still open can be done, or lose its object. */
function stateAfter(state: PlaceState, touched: boolean, isGiven: boolean): PlaceState {
  if (state !== 'open' || !touched) return state;
  return isGiven ? 'addressed' : 'outdated';
}
