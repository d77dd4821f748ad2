import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isDatabaseAway } from '../../platform/database/is-database-away.js';
import type { AttemptEntity } from '../attempt.entity.js';
import { mayPass } from '../attempts.errors.js';
import { FinishMerge } from './finish-merge.js';
import { MergeContexts } from './merge-context.js';
import { MergeDelivery } from './merge-delivery.js';
import { MergeNotices } from './merge-notices.js';
import { MergeEntity } from './merge.entity.js';

/** Takes up a merge that a stopped server, or a database or remote that went away, left in the middle. */
@Injectable()
export class RecoverMerge {
  constructor(
    private readonly dataSource: DataSource,
    private readonly contexts: MergeContexts,
    private readonly delivery: MergeDelivery,
    private readonly finishing: FinishMerge,
    private readonly notices: MergeNotices,
  ) {}

  /** Delivering again what arrived before the crash answers so, and finishes the user's working tree. */
  async recover(attempt: AttemptEntity): Promise<void> {
    const { id: attemptId } = attempt;
    if (attempt.phase !== 'merging') return;
    const merge = await this.dataSource.manager.findOneBy(MergeEntity, { attemptId, state: 'intended' });
    if (!merge) return this.giveUp(attemptId, 'The server stopped before the merge was made.');
    try {
      const context = { ...(await this.contexts.load(attempt)), override: merge.override };
      const delivery = await this.delivery.deliver(merge, context);
      if (delivery.status === 'delivered') await this.finishing.finish(merge, context, delivery.kept);
      else await this.giveUp(attemptId, `The branch ${merge.baseBranch} moved meanwhile.`);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      if (mayPass(error)) await this.notices.tellWaiting(attemptId, reason);
      else await this.giveUp(attemptId, reason);
    }
  }

  private async giveUp(attemptId: string, detail: string): Promise<void> {
    await this.finishing.refuse(attemptId);
    await this.notices.tellDropped(attemptId, detail);
  }
}
