import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { withKeyedLock } from '../git/keyed-lock.js';
import { mergeIntoBase } from '../git/merge-into-base.js';
import { resolveCommit } from '../git/resolve-commit.js';
import { AppConfig } from '../platform/config/app-config.js';
import { newId } from '../platform/database/new-id.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { Instance } from '../platform/instance/instance.js';
import { checkpoint } from '../platform/process/checkpoint.js';
import { agentIdentity } from './agent-identity.js';
import { AttemptTransitions, IllegalTransition } from './attempt-transitions.js';
import { AttemptEntity } from './attempt.entity.js';
import { checkOverride } from './review/check-override.js';
import type { ApproveDto } from './attempt-requests.dto.js';
import {
  attemptClosed,
  attemptMerging,
  baseGone,
  baseMoved,
  fetchFailed,
  headMoved,
  illegalTransition,
  isUnanswered,
  mergeConflict,
  needsPersonToMerge,
  notReviewed,
  nothingToMerge,
  pullRequestsNotConfigured,
  unrelatedHistories,
} from './attempts.errors.js';
import { AttemptEvidence } from './review/attempt-evidence.js';
import { MergeEntity } from './review/merge.entity.js';
import { FinishMerge } from './review/finish-merge.js';
import { type MergeContext, MergeContexts } from './review/merge-context.js';
import { committerOf, MergeDelivery } from './review/merge-delivery.js';
import { MergeNotices } from './review/merge-notices.js';
import { RecoverMerge } from './review/recover-merge.js';
import { updateMirror } from './update-mirror.js';

const MAX_RACES = 3;

/** Approve: merges an attempt into its base, where the user has it. Nothing of the user's is touched by a refusal. */
@Injectable()
export class MergeAttempt {
  private readonly logger = new Logger('MergeAttempt');
  /** Of this process. */
  private readonly underWay = new Set<string>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: AppConfig,
    private readonly instance: Instance,
    private readonly contexts: MergeContexts,
    private readonly transitions: AttemptTransitions,
    private readonly evidence: AttemptEvidence,
    private readonly delivery: MergeDelivery,
    private readonly finishing: FinishMerge,
    private readonly recovery: RecoverMerge,
    private readonly notices: MergeNotices,
  ) {}

  /** One merge of a project at a time; approving again after success answers the same. */
  approve(attemptId: string, projectId: string, request: ApproveDto, userId: string): Promise<AttemptEntity> {
    return this.alone(attemptId, projectId, () => this.approveLocked(attemptId, request, userId));
  }

  /**
   * Finishes what reached the user's repository and drops what cannot reach it, of merges that a stopped server, or a
   * database or remote that went away, left in the middle. It waits for none of them: a remote may hang.
   */
  async recover(): Promise<void> {
    const { hostId } = this.instance;
    const merging = await this.dataSource.manager.findBy(AttemptEntity, { phase: 'merging', hostId });
    for (const { id, projectId } of merging.filter((attempt) => !this.underWay.has(attempt.id))) {
      this.alone(id, projectId, async () => this.recovery.recover(await this.load(id))).catch(
        (error: unknown) => {
          this.logger.warn({ msg: 'a merge could not be taken up again', attempt: id, err: error });
        },
      );
    }
  }

  private async alone<T>(attemptId: string, projectId: string, work: () => Promise<T>): Promise<T> {
    this.underWay.add(attemptId);
    try {
      return await withKeyedLock(`approve ${projectId}`, work);
    } finally {
      this.underWay.delete(attemptId);
    }
  }

  private async approveLocked(
    attemptId: string,
    request: ApproveDto,
    userId: string,
  ): Promise<AttemptEntity> {
    await this.recovery.recover(await this.load(attemptId));
    const attempt = await this.load(attemptId);
    if (attempt.status === 'APPROVED_MERGED') return attempt;
    if (attempt.closed) throw attemptClosed(attempt.closed.reason);
    if (attempt.phase === 'merging') throw attemptMerging();
    if (attempt.status !== 'REVIEW_READY') throw illegalTransition('be approved', attempt.status);
    if (request.mode === 'pr') throw pullRequestsNotConfigured();
    if (!attempt.headSha) throw nothingToMerge();
    const context = await this.contexts.load(attempt);
    if (context.project.workflow === 'team') throw notReviewed(); // no reviewer has passed anything yet
    const items = await this.evidence.missing(attempt, context.project);
    const override = checkOverride(items, request.override, userId);
    await this.beginMerge(context.attempt);
    checkpoint('approve.begun');
    try {
      return await this.mergeUntilDelivered({ ...context, override });
    } catch (error) {
      await this.afterFailure(attemptId, error);
      throw error;
    }
  }

  private async afterFailure(attemptId: string, error: unknown): Promise<void> {
    // Anything else may have come after the branch moved, unless that was never intended: `recover` finds out.
    const isRefused =
      error instanceof DomainError ? !isUnanswered(error) : await this.isUnintended(attemptId);
    if (isRefused) await this.finishing.refuse(attemptId);
    // Where it cannot be told now, `recover` tells it.
    if (isUnanswered(error)) await this.notices.tellWaiting(attemptId, error.message).catch(() => undefined);
    else if (needsPersonToMerge(error)) await this.notices.askForPerson(attemptId);
  }

  /** Whether an approval is under way and has stored no merge yet; false when nobody can tell. */
  private async isUnintended(attemptId: string): Promise<boolean> {
    const { manager } = this.dataSource;
    try {
      const isUnderWay = await manager.existsBy(AttemptEntity, { id: attemptId, phase: 'merging' });
      return isUnderWay && !(await manager.existsBy(MergeEntity, { attemptId, state: 'intended' }));
    } catch {
      return false;
    }
  }

  /** What was looked at must be what is merged: somebody may have closed the attempt, or moved its head, meanwhile. */
  private async beginMerge({ id: attemptId, headSha }: AttemptEntity): Promise<void> {
    const inspect = (locked: AttemptEntity): void => {
      if (locked.closed) throw attemptClosed(locked.closed.reason);
      if (locked.headSha !== headSha) throw headMoved();
    };
    await this.transitions.apply({ attemptId, event: 'MERGE_STARTED', inspect }).catch((error: unknown) => {
      throw error instanceof IllegalTransition ? illegalTransition('be approved', error.state.status) : error;
    });
  }

  private async mergeUntilDelivered(context: MergeContext): Promise<AttemptEntity> {
    for (let races = 0; races < MAX_RACES; races++) {
      const merge = await this.intend(context);
      checkpoint('approve.intended');
      const delivery = await this.delivery.deliver(merge, context);
      if (delivery.status === 'delivered') return this.finishing.finish(merge, context, delivery.kept);
      await this.finishing.drop(merge);
    }
    throw baseMoved();
  }

  /** Fetches the base again, merges in the mirror, and stores what is going to happen. */
  private async intend({
    attempt,
    project,
    task,
    mirror,
    token,
    override,
  }: MergeContext): Promise<MergeEntity> {
    const problem = await updateMirror(project, token, mirror, this.config);
    if (problem) throw fetchFailed(problem);
    const base = await resolveCommit(mirror, `refs/remotes/origin/${attempt.baseBranch}`);
    if (!base) throw baseGone(attempt.baseBranch);
    if (!attempt.headSha) throw nothingToMerge();
    if (attempt.conflicts.length > 0) throw mergeConflict(attempt.conflicts); // git would merge the markers
    const date = new Date();
    const outcome = await mergeIntoBase({
      mirror,
      base,
      head: attempt.headSha,
      method: project.mergeMethod,
      author: { ...agentIdentity(attempt), date },
      committer: { ...(await committerOf(project)), date },
      message: `${task.title} (${task.key})\n\n${attempt.summary ?? ''}`.trim() + '\n',
    });
    if (outcome.status === 'conflicts') throw mergeConflict(outcome.paths);
    if (outcome.status === 'unrelated') throw unrelatedHistories(attempt.baseBranch);
    const resultSha = outcome.status === 'merged' ? outcome.commit : base;
    const merge = this.dataSource.manager.create(MergeEntity, {
      id: newId(),
      attemptId: attempt.id,
      projectId: project.id,
      state: 'intended',
      baseBranch: attempt.baseBranch,
      baseSha: base,
      headSha: attempt.headSha,
      resultSha,
      override,
      createdAt: date,
      finishedAt: null,
    });
    return this.dataSource.manager.save(merge);
  }

  private load(attemptId: string): Promise<AttemptEntity> {
    return this.dataSource.manager.findOneByOrFail(AttemptEntity, { id: attemptId });
  }
}
