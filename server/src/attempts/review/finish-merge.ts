import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { checkpoint } from '../../platform/process/checkpoint.js';
import { AttemptTransitions } from '../attempt-transitions.js';
import type { AttemptEntity } from '../attempt.entity.js';
import { lockAttemptsOf } from '../lock-attempt.js';
import { CloseRivals, type Decision, isRival } from './close-rivals.js';
import type { MergeContext } from './merge-context.js';
import { MergeNotices } from './merge-notices.js';
import { MergeEntity } from './merge.entity.js';

/** Writes how a merge ended: delivered, dropped, or refused. */
@Injectable()
export class FinishMerge {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transitions: AttemptTransitions,
    private readonly notices: MergeNotices,
    private readonly rivals: CloseRivals,
  ) {}

  /** `kept`: files of a checkout that the user changed at that moment. */
  async finish(merge: MergeEntity, context: MergeContext, kept: readonly string[]): Promise<AttemptEntity> {
    const patch = {
      mergeSha: merge.resultSha,
      merge: { base_sha: merge.baseSha, override: merge.override },
    };
    checkpoint('approve.delivered');
    const { decision, outcome } = await this.dataSource.transaction(async (manager) => {
      const decision = await this.decideComparison(manager, context);
      await manager.update(MergeEntity, { id: merge.id }, { state: 'done', finishedAt: new Date() });
      const merged = { attemptId: merge.attemptId, event: 'MERGED', patch } as const;
      return { decision, outcome: await this.transitions.applyIn(manager, merged) };
    });
    checkpoint('approve.finished');
    if (decision) this.rivals.announce(decision);
    this.transitions.announce(outcome);
    await this.notices.tellKept(merge.attemptId, kept);
    return outcome.attempt;
  }

  /** It never reached the base, which moved; the attempt goes on merging. */
  async drop(merge: MergeEntity): Promise<void> {
    await this.dataSource.manager.update(
      MergeEntity,
      { id: merge.id },
      { state: 'dropped', finishedAt: new Date() },
    );
  }

  /** The attempt is back in review, and nothing of it was merged. */
  async refuse(attemptId: string): Promise<void> {
    const outcome = await this.dataSource.transaction(async (manager) => {
      const refused = await this.transitions.applyIn(manager, { attemptId, event: 'MERGE_REFUSED' });
      const dropped = { state: 'dropped', finishedAt: new Date() } as const;
      await manager.update(MergeEntity, { attemptId, state: 'intended' }, dropped);
      return refused;
    });
    this.transitions.announce(outcome);
  }

  /** What was compared with the merged attempt has lost. Before its row is locked, as all of the task's are here. */
  private async decideComparison(
    manager: EntityManager,
    { attempt: { id, taskId, projectId, comparisonId }, project }: MergeContext,
  ): Promise<Decision | undefined> {
    if (comparisonId === null) return undefined;
    const attempts = await lockAttemptsOf(manager, { taskId, projectId });
    const winner = attempts.find((attempt) => attempt.id === id);
    const rivals = attempts.filter((other) => other.comparisonId === comparisonId && isRival(other));
    if (!winner || rivals.length === 0) return undefined;
    return this.rivals.closeIn(manager, winner, rivals, project.ownerId);
  }
}
