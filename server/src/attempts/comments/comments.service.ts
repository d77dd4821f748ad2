import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { readDiffLines } from '../../git/read-diff-lines.js';
import { newId } from '../../platform/database/new-id.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { staleVersion } from '../../platform/errors/stale-version.js';
import { defined } from '../../platform/http/defined.js';
import type { PageQuery } from '../../platform/http/page.dto.js';
import { Instance } from '../../platform/instance/instance.js';
import { Signals } from '../../platform/signals/signals.service.js';
import { AttemptBoard } from '../attempt-board.js';
import { attemptPaths } from '../attempt-paths.js';
import type { Requester } from '../attempt-starter.js';
import type { AttemptEntity } from '../attempt.entity.js';
import { attemptClosed, attemptMerging, illegalTransition, noResult } from '../attempts.errors.js';
import { AttemptsService } from '../attempts.service.js';
import { lockAttempt } from '../lock-attempt.js';
import { readResult } from '../read-result.js';
import { CommentEntity } from './comment.entity.js';
import { CommentPlaceEntity } from './comment-place.entity.js';
import { CommentReader } from './comment-reader.js';
import type { CommentDto, CommentListDto, CreateCommentDto, UpdateCommentDto } from './comments.dto.js';
import {
  badRange,
  commentNotFound,
  commentSent,
  diffMoved,
  noLinesToComment,
  noSuchLine,
  notInDiffToComment,
  rangeTooLong,
  tooManyComments,
} from './comments.errors.js';
import { excerptOf } from './excerpt.js';

/** A comment as it is now, and what to call once that is committed. */
interface Changed {
  readonly comment: CommentDto;
  readonly announce: () => void;
}

const MAX_COMMENTS = 500;
const MAX_LINES = 1_000;

/** Comments on the lines of a diff. */
@Injectable()
export class CommentsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly attempts: AttemptsService,
    private readonly reader: CommentReader,
    private readonly board: AttemptBoard,
    private readonly signals: Signals,
    private readonly instance: Instance,
  ) {}

  async list(attemptId: string, page: PageQuery, user: Requester): Promise<CommentListDto> {
    await this.attempts.findOwned(attemptId, user);
    return this.reader.list(attemptId, page);
  }

  async create(attemptId: string, request: CreateCommentDto, user: Requester): Promise<CommentDto> {
    const attempt = await this.attempts.findOwned(attemptId, user);
    refuseUnlessCommentable(attempt);
    const { path, side, line, severity = 'major', body } = request;
    const startLine = request.start_line === line ? null : (request.start_line ?? null);
    const code = await this.readCode(attempt, { path, side, start: startLine ?? line, end: line });
    const { id, projectId, taskId } = attempt;
    const now = new Date();
    const comment: CommentEntity = {
      ...{ id: newId(), projectId, taskId, attemptId: id, path, side, startLine, line, code, body, severity },
      ...{ authorType: 'user', resolved: false, sentWith: null, createdAt: now, updatedAt: now, version: 1 },
    };
    const changed = await this.dataSource.transaction(async (manager) => {
      const locked = await lockAttempt(manager, id);
      refuseUnlessCommentable(locked);
      if (locked.headSha !== attempt.headSha || locked.baseSha !== attempt.baseSha) throw diffMoved();
      const count = await manager.countBy(CommentPlaceEntity, { attemptId: id });
      if (count >= MAX_COMMENTS) throw tooManyComments(MAX_COMMENTS);
      await manager.insert(CommentEntity, comment);
      const place = { attemptId: id, commentId: comment.id, state: 'open' as const, path, startLine, line };
      await manager.insert(CommentPlaceEntity, place);
      return this.changedIn(manager, locked, comment.id);
    });
    changed.announce();
    return changed.comment;
  }

  async update(commentId: string, patch: UpdateCommentDto, user: Requester): Promise<CommentDto> {
    const seen = await this.findOwned(commentId, user);
    const changed = await this.inNewest(seen, async (manager, attempt) => {
      const comment = await lockComment(manager, commentId);
      if (patch.version !== undefined && patch.version !== comment.version) {
        throw staleVersion('comment', (await this.reader.load([commentId], manager))[0]);
      }
      const { body, severity, state } = patch;
      Object.assign(comment, defined({ body, severity, resolved: state && state === 'resolved' }));
      comment.version += 1;
      comment.updatedAt = new Date();
      await manager.save(comment);
      // Whoever opens it again does not agree with what the diff made of it.
      if (state === 'open')
        await manager.update(CommentPlaceEntity, { commentId, attemptId: attempt.id }, { state });
      return this.changedIn(manager, attempt, commentId);
    });
    changed.announce();
    return changed.comment;
  }

  async remove(commentId: string, user: Requester): Promise<void> {
    const seen = await this.findOwned(commentId, user);
    const announceTask = await this.inNewest(seen, async (manager, attempt) => {
      const comment = await lockComment(manager, commentId);
      if (comment.sentWith !== null) throw commentSent();
      await manager.delete(CommentEntity, commentId);
      return this.board.refreshIn(manager, attempt);
    });
    this.signals.emit('comment.deleted', { projectId: seen.project_id, commentId });
    announceTask();
  }

  /** Under the lock of the newest attempt that has the comment: as long as it is held, no newer one is given it. */
  private async inNewest<T>(
    { id: commentId, seen_in }: CommentDto,
    work: (manager: EntityManager, attempt: AttemptEntity) => Promise<T>,
  ): Promise<T> {
    for (let attemptId = seen_in; ;) {
      const outcome = await this.dataSource.transaction(async (manager) => {
        const attempt = await lockAttempt(manager, attemptId);
        const newest = await this.reader.newestAttempt(manager, commentId);
        if (newest === null) throw commentNotFound();
        // Without the lock on this one: whoever locks both begins with the newer.
        return newest === attemptId ? { done: await work(manager, attempt) } : { newest };
      });
      if ('done' in outcome) return outcome.done;
      attemptId = outcome.newest;
    }
  }

  /** In the transaction that holds the attempt, whose card counts what is open. */
  private async changedIn(
    manager: EntityManager,
    attempt: AttemptEntity,
    commentId: string,
  ): Promise<Changed> {
    const announceTask = await this.board.refreshIn(manager, attempt);
    const [comment] = await this.reader.load([commentId], manager);
    if (!comment) throw commentNotFound();
    const announce = (): void => {
      this.signals.emit('comment.changed', { projectId: attempt.projectId, commentId });
      announceTask();
    };
    return { comment, announce };
  }

  /** The text that the comment is about; refuses lines that the diff's side does not have. */
  private async readCode(
    { id, projectId, baseSha, headSha }: AttemptEntity,
    lines: Parameters<typeof readDiffLines>[3],
  ): Promise<string> {
    if (!baseSha || !headSha) throw noResult();
    const { path, start, end } = lines;
    if (start > end) throw badRange();
    if (end - start >= MAX_LINES) throw rangeTooLong(MAX_LINES);
    const { mirror } = attemptPaths(this.instance.dataDir, projectId, id);
    const text = await readResult(mirror, headSha, () => readDiffLines(mirror, baseSha, headSha, lines));
    if (text.status === 'not_changed') throw notInDiffToComment(path);
    if (text.status === 'not_text') throw noLinesToComment(path);
    if (end > text.count) throw noSuchLine(end, text.count);
    return excerptOf(text.lines);
  }

  private async findOwned(commentId: string, user: Requester): Promise<CommentDto> {
    const [comment] = await this.reader.load([commentId]);
    if (!comment) throw commentNotFound();
    await this.attempts.findOwned(comment.attempt_id, user).catch((error: unknown) => {
      // Somebody else's comment is not told from one that is not there.
      throw error instanceof DomainError && error.kind === 'not_found' ? commentNotFound() : error;
    });
    return comment;
  }
}

const ACTION = 'be commented on';

function refuseUnlessCommentable(attempt: AttemptEntity): void {
  if (attempt.phase === 'merging') throw attemptMerging();
  if (attempt.closed) throw attemptClosed(attempt.closed.reason);
  if (attempt.status === 'APPROVED_MERGED') throw illegalTransition(ACTION, attempt.status);
  if (!attempt.baseSha || !attempt.headSha) throw noResult();
}

async function lockComment(manager: EntityManager, id: string): Promise<CommentEntity> {
  const comment = await manager.findOne(CommentEntity, {
    where: { id },
    lock: { mode: 'pessimistic_write' },
  });
  if (!comment) throw commentNotFound();
  return comment;
}
