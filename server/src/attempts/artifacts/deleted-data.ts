import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { checkpoint } from '../../platform/process/checkpoint.js';
import { Instance } from '../../platform/instance/instance.js';
import { ArtifactStorage } from '../../platform/storage/artifact-storage.port.js';
import { removeTree } from '../../platform/storage/remove-tree.js';
import { ATTEMPTS_FOLDER, MIRRORS_FOLDER } from '../attempt-paths.js';

const BATCH = 500;
/** Until then every host has had its turn to remove its own folders. */
const FORGET_AFTER_DAYS = 90;

/** Removes what deleted projects and attempts left outside the database; its triggers write down what that is. */
@Injectable()
export class DeletedData {
  constructor(
    private readonly pool: Pool,
    private readonly storage: ArtifactStorage,
    private readonly instance: Instance,
  ) {}

  async remove(): Promise<void> {
    await this.removeFolders('attempt', ATTEMPTS_FOLDER, '');
    await this.removeFolders('project', MIRRORS_FOLDER, '.git');
    await this.removeArtifacts();
    await this.pool.query(
      `delete from deleted_data where kind <> 'artifact' and deleted_at < now() - make_interval(days => $1)`,
      [FORGET_AFTER_DAYS],
    );
  }

  private async removeFolders(kind: 'attempt' | 'project', parent: string, suffix: string): Promise<void> {
    const folder = join(this.instance.dataDir, parent);
    const present = (await readdir(folder).catch(() => [])).map((name) => basename(name, suffix));
    const { rows } = await this.pool.query<{ key: string }>(
      'select key from deleted_data where kind = $1 and key = any($2)',
      [kind, present],
    );
    for (const { key } of rows) await removeTree(join(folder, `${key}${suffix}`));
  }

  private async removeArtifacts(): Promise<void> {
    for (;;) {
      const { rows } = await this.pool.query<{ key: string }>(
        `select key from deleted_data where kind = 'artifact' limit $1`,
        [BATCH],
      );
      for (const { key } of rows) await this.storage.remove(key);
      checkpoint('retention.files_removed');
      const keys = rows.map(({ key }) => key);
      await this.pool.query(`delete from deleted_data where kind = 'artifact' and key = any($1)`, [keys]);
      if (rows.length < BATCH) return;
    }
  }
}
