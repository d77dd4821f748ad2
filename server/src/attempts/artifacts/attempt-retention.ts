import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Pool, type QueryResult } from 'pg';
import { AppConfig } from '../../platform/config/app-config.js';
import { Instance } from '../../platform/instance/instance.js';
import { removeTree } from '../../platform/storage/remove-tree.js';
import { AttemptArtifacts } from './attempt-artifacts.js';
import { DeletedData } from './deleted-data.js';
import { checkpoint } from '../../platform/process/checkpoint.js';
import { ATTEMPTS_FOLDER } from '../attempt-paths.js';
import { OVER, RetiredBranches } from './retired-branches.js';

const HOUR_MS = 3_600_000;
const BATCH = 100;

/**
 * Gives disk space back, and only where the database positively says that nothing needs it any more. A folder whose
 * attempt is unknown stays: a database that was restored from a backup must not cost anybody their work.
 */
@Injectable()
export class AttemptRetention implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('AttemptRetention');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly artifacts: AttemptArtifacts,
    private readonly branches: RetiredBranches,
    private readonly deleted: DeletedData,
    private readonly config: AppConfig,
    private readonly instance: Instance,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role === 'api') return;
    // At once too: a server that never runs for an hour would otherwise never clean up.
    void this.cleanQuietly();
    this.timer = setInterval(() => void this.cleanQuietly(), HOUR_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async cleanQuietly(): Promise<void> {
    await this.clean().catch((error: unknown) => this.logger.warn({ msg: 'retention failed', err: error }));
  }

  private async clean(): Promise<void> {
    const { workspaceDays, artifactDays } = this.config.retention;
    await this.removeWorkspaces(workspaceDays);
    await this.removeArtifacts(artifactDays);
    await this.branches.remove(artifactDays);
    await this.deleted.remove();
  }

  /** The folder goes last: as long as it is there, the next pass finds it. */
  private async removeWorkspaces(days: number): Promise<void> {
    const folder = join(this.instance.dataDir, ATTEMPTS_FOLDER);
    const present = await readdir(folder).catch(() => []);
    const { rows } = await this.pool.query<{ id: string }>(
      `select id from attempts where id::text = any($1) and host_id = $2 and (${OVER})
         and finished_at < now() - make_interval(days => $3)`,
      [present, this.instance.hostId, days],
    );
    for (const { id } of rows) {
      await this.pool.query('update attempts set workspace_path = null where id = $1', [id]);
      checkpoint('retention.path_forgotten');
      await removeTree(join(folder, id)).catch((error: unknown) => {
        this.logger.warn({ msg: 'a workspace could not be removed', attemptId: id, err: error });
      });
    }
  }

  private async removeArtifacts(days: number): Promise<void> {
    let last: string | null = null;
    do {
      const { rows }: QueryResult<{ id: string }> = await this.pool.query(
        `select id from attempts where (${OVER}) and finished_at < now() - make_interval(days => $1)
           and exists (select 1 from artifacts where attempt_id = attempts.id) and ($3::uuid is null or id > $3)
           order by id limit $2`,
        [days, BATCH, last],
      );
      for (const { id } of rows) await this.artifacts.removeAll(id);
      last = rows.at(-1)?.id ?? null;
    } while (last !== null);
  }
}
