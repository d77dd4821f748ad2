import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { Signals } from '../../platform/signals/signals.service.js';
import type { AttemptEntity } from '../attempt.entity.js';

/** What touches more is compared by the first of them only. */
export const MAX_FILES = 1_000;

/** Under the worker's fence, as every write of an attempt; the API has none. */
const STORE = `insert into attempt_files as known (attempt_id, paths)
  select id, $2 from attempts where id = $1 and ($3::bigint is null or fence = $3)
  on conflict (attempt_id) do update set paths = excluded.paths where known.paths <> excluded.paths`;

/** Which files each attempt touches, while its agent works and when its result is there. */
@Injectable()
export class AttemptFiles {
  constructor(
    private readonly pool: Pool,
    private readonly signals: Signals,
  ) {}

  /** Replaces what was known. */
  async record(
    { id: attemptId, projectId }: Pick<AttemptEntity, 'id' | 'projectId'>,
    touched: readonly string[],
    fence: number | null,
  ): Promise<void> {
    const { rowCount } = await this.pool.query(STORE, [attemptId, countedPaths(touched), fence]);
    if (rowCount === 1) this.signals.emit('attempt.changed', { projectId, attemptId });
  }

  /** By attempt; none of one that has touched nothing that is known. */
  async pathsOf(attemptIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const { rows } = await this.pool.query<{ id: string; paths: string[] }>(
      'select attempt_id as id, paths from attempt_files where attempt_id = any($1)',
      [attemptIds],
    );
    return new Map(rows.map(({ id, paths }) => [id, paths]));
  }
}

/** Logs and memory belong to the attempt, and never conflict. */
const countedPaths = (paths: readonly string[]): string[] =>
  [...new Set(paths)]
    .filter((path) => !path.startsWith('.antfarm/'))
    .sort()
    .slice(0, MAX_FILES);
