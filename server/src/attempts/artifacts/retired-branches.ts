import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { Pool } from 'pg';
import { deleteBranches, listBranches } from '../../git/mirror-branches.js';
import { pruneMirror } from '../../git/prune-mirror.js';
import { Instance } from '../../platform/instance/instance.js';
import { checkpoint } from '../../platform/process/checkpoint.js';
import { MIRRORS_FOLDER, mirrorPath } from '../attempt-paths.js';

/** Ended long ago, and nothing goes on from it: not reviewable, no process of it, no open child. */
export const OVER = `status in ('APPROVED_MERGED', 'FAILED', 'CANCELLED') or (closed is not null and status = 'REVIEW_READY')`;

/** Longer than any git command runs: what is being written now is not yet named by a ref. */
const OBJECTS_OLDER_THAN = '2.days.ago';

/** Gives back what the mirrors hold of attempts whose time is over: their branches, and the objects of nobody else. */
@Injectable()
export class RetiredBranches {
  private readonly logger = new Logger('RetiredBranches');

  constructor(
    private readonly pool: Pool,
    private readonly instance: Instance,
  ) {}

  async remove(days: number): Promise<void> {
    const present = await readdir(join(this.instance.dataDir, MIRRORS_FOLDER)).catch(() => []);
    for (const name of present.filter((one) => one.endsWith('.git'))) {
      await this.removeOf(basename(name, '.git'), days).catch((error: unknown) => {
        this.logger.warn({ msg: 'the branches of a project could not be removed', mirror: name, err: error });
      });
    }
  }

  private async removeOf(projectId: string, days: number): Promise<void> {
    const mirror = mirrorPath(this.instance.dataDir, projectId);
    // A pass that dies in between is known by this file.
    const unpruned = join(mirror, 'unpruned');
    const retired = await this.findRetired(projectId, await listBranches(mirror), days);
    if (retired.length > 0) {
      await writeFile(unpruned, '');
      await deleteBranches(mirror, retired);
      checkpoint('retention.branches_deleted');
    }
    if (!existsSync(unpruned)) return;
    await pruneMirror(mirror, await this.commitsInUse(projectId, days), OBJECTS_OLDER_THAN);
    await rm(unpruned);
  }

  /** Of attempts, and of tasks all of whose attempts are over. */
  private async findRetired(projectId: string, branches: readonly string[], days: number): Promise<string[]> {
    const { rows } = await this.pool.query<{ branch: string }>(
      `with known as (
         select task_id, branch, (${OVER}) and finished_at < now() - make_interval(days => $3) as over
         from attempts where project_id = $1
       )
       select branch from known where over and branch = any($2)
       union all
       select branch_name from tasks where project_id = $1 and branch_name = any($2)
         and not exists (select 1 from known where task_id = tasks.id and not over)`,
      [projectId, branches, days],
    );
    return rows.map(({ branch }) => branch);
  }

  /** What workspaces, results and merges under way that stay are made from, named by a branch or not. */
  private async commitsInUse(projectId: string, days: number): Promise<string[]> {
    const { rows } = await this.pool.query<{ commit: string | null }>(
      `select distinct unnest(array[base_sha, start_sha, head_sha]) as commit from attempts
       where project_id = $1 and not ((${OVER}) and finished_at < now() - make_interval(days => $2))
       union select result_sha from merges where project_id = $1 and state = 'intended'`,
      [projectId, days],
    );
    return rows.flatMap(({ commit }) => commit ?? []);
  }
}
