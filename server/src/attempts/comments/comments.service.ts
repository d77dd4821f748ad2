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
    return this.change(id, comment.id, async (manager, locked) => {
      refuseUnlessCommentable(locked);
      if (locked.headSha !== attempt.headSha || locked.baseSha !== attempt.baseSha) throw diffMoved();
      const count = await manager.countBy(CommentPlaceEntity, { attemptId: id });
      if (count >= MAX_COMMENTS) throw tooManyComments(MAX_COMMENTS);
      await manager.insert(CommentEntity, comment);
      const place = { attemptId: id, commentId: comment.id, state: 'open' as const, path, startLine, line };
      await manager.insert(CommentPlaceEntity, place);
    });
  }

  async update(commentId: string, patch: UpdateCommentDto, user: Requester): Promise<CommentDto> {
    const seen = await this.findOwned(commentId, user);
    return this.change(seen.seen_in, commentId, async (manager) => {
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
      if (state !== 'open') return;
      await manager.update(CommentPlaceEntity, { commentId, attemptId: seen.seen_in }, { state });
    });
  }

  async remove(commentId: string, user: Requester): Promise<void> {
    const { seen_in, project_id: projectId } = await this.findOwned(commentId, user);
    const announceTask = await this.dataSource.transaction(async (manager) => {
      const attempt = await lockAttempt(manager, seen_in);
      const comment = await lockComment(manager, commentId);
      if (comment.sentWith !== null) throw commentSent();
      await manager.delete(CommentEntity, commentId);
      return this.board.refreshIn(manager, attempt);
    });
    this.signals.emit('comment.deleted', { projectId, commentId });
    announceTask();
  }

  /** Under the lock of the attempt, whose card counts what is open. */
  private async change(
    attemptId: string,
    commentId: string,
    apply: (manager: EntityManager, attempt: AttemptEntity) => Promise<void>,
  ): Promise<CommentDto> {
    const { projectId, changed, announceTask } = await this.dataSource.transaction(async (manager) => {
      const attempt = await lockAttempt(manager, attemptId);
      await apply(manager, attempt);
      const announceTask = await this.board.refreshIn(manager, attempt);
      const [changed] = await this.reader.load([commentId], manager);
      return { projectId: attempt.projectId, changed, announceTask };
    });
    if (!changed) throw commentNotFound();
    this.signals.emit('comment.changed', { projectId, commentId });
    announceTask();
    return changed;
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
    const text = await readDiffLines(mirror, baseSha, headSha, lines);
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
