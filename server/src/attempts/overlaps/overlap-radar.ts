import { isDeepStrictEqual } from 'node:util';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Signals } from '../../platform/signals/signals.service.js';
import type { AttemptOverlap } from '../../tasks/tasks.service.js';
import { AttemptBoard } from '../attempt-board.js';
import { findMarks } from './find-marks.js';
import { isLive } from './find-overlaps.js';

/** Changes that come within this time are compared together. */
const GATHER_MS = 200;

/**
 * Keeps on the cards which other attempts touch the same files. After every change of an attempt, and at start-up, it
 * compares what the cards of a project show with what is so: a mark that a crash left is found by the next look.
 */
@Injectable()
export class OverlapRadar implements OnApplicationBootstrap {
  private readonly logger = new Logger('OverlapRadar');
  /** Projects that have changed since their last look began. */
  private readonly due = new Set<string>();
  private readonly underWay = new Set<string>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly board: AttemptBoard,
    signals: Signals,
  ) {
    signals.on('attempt.changed', ({ projectId }) => this.lookSoon(projectId));
    signals.on('task.deleted', ({ projectId }) => this.lookSoon(projectId));
  }

  async onApplicationBootstrap(): Promise<void> {
    const projects = await this.dataSource.query<{ id: string }[]>(
      `select distinct project_id as id from attempts a where ${isLive('a')}`,
    );
    for (const { id } of projects) this.lookSoon(id);
  }

  private lookSoon(projectId: string): void {
    if (this.due.has(projectId)) return;
    this.due.add(projectId);
    // One look at a time: that which is under way begins the next.
    if (!this.underWay.has(projectId)) this.gather(projectId);
  }

  private gather(projectId: string): void {
    setTimeout(() => void this.lookNow(projectId), GATHER_MS).unref();
  }

  private async lookNow(projectId: string): Promise<void> {
    this.due.delete(projectId);
    this.underWay.add(projectId);
    await this.look(projectId).catch((error: unknown) =>
      this.logger.warn({ msg: 'overlaps could not be looked for', projectId, err: error }),
    );
    this.underWay.delete(projectId);
    if (this.due.has(projectId)) this.gather(projectId);
  }

  private async look(projectId: string): Promise<void> {
    const shown = await this.dataSource.query<{ id: string; overlaps: AttemptOverlap[] }[]>(
      `select a.id, t.latest_attempt -> 'overlaps' as overlaps from attempts a
         join tasks t on t.id = a.task_id and t.latest_attempt ->> 'id' = a.id::text
        where a.project_id = $1 and ${isLive('a')}`,
      [projectId],
    );
    if (shown.length === 0) return;
    const marks = await findMarks(this.dataSource, { projectId });
    for (const { id, overlaps } of shown) {
      if (!isDeepStrictEqual(overlaps, marks.get(id) ?? [])) await this.show(id);
    }
  }

  /** One that cannot be shown must not keep the others from it. */
  private async show(attemptId: string): Promise<void> {
    await this.board.showOverlaps(attemptId).catch((error: unknown) => {
      const isDeleted = error instanceof DomainError && error.kind === 'not_found';
      if (!isDeleted) this.logger.warn({ msg: 'overlaps could not be shown', attemptId, err: error });
    });
  }
}
