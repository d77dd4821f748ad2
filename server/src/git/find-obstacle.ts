import path from 'node:path';
import { checkoutSettings } from './checkout-settings.js';
import { linkDraftIndex } from './link-draft-index.js';
import type { Checkout, GitOperation } from './find-checkouts.js';
import { findNamesInTheWay } from './find-names-in-the-way.js';
import { GitError } from './git-error.js';
import { listCheckoutChanges } from './list-checkout-changes.js';
import { runGit } from './run-git.js';
import { safeText } from './safe-text.js';
import { splitNul } from './split-nul.js';

export type Obstacle =
  | { readonly status: 'checkout_dirty'; readonly paths: readonly string[]; readonly worktree: string }
  | { readonly status: 'operation_in_progress'; readonly operation: GitOperation; readonly worktree: string };

export interface PlannedUpdate {
  /** Has the objects of the commit, which the user's repository still lacks. */
  readonly mirror: string;
  readonly expectedOld: string;
  readonly commit: string;
}

/** What of the user's an update of their checkout would meet; it writes nothing. The caller holds the index's lock. */
export async function findObstacle(
  { worktree, gitDir, operation }: Checkout,
  update: PlannedUpdate,
): Promise<Obstacle | null> {
  if (operation !== null) return { status: 'operation_in_progress', operation, worktree };
  const settings = await checkoutSettings(worktree);
  const dirty = (paths: readonly string[]): Obstacle | null =>
    paths.length === 0 ? null : { status: 'checkout_dirty', paths, worktree };
  return (
    dirty(await listTrackedChanges(worktree, settings)) ??
    dirty(await listNamesInTheWay(worktree, update)) ??
    dirty(await tryUpdate({ worktree, gitDir, settings }, update))
  );
}

async function listTrackedChanges(worktree: string, settings: Record<string, string>): Promise<string[]> {
  const shape = ['--porcelain', '-z', '--no-renames', '--untracked-files=no', '--ignore-submodules=all'];
  const env = { GIT_OPTIONAL_LOCKS: '0' };
  const { stdout } = await runGit({ repository: worktree }, ['status', ...shape], { env, settings });
  return splitNul(stdout).map((record) => safeText(record.subarray(3)));
}

async function listNamesInTheWay(worktree: string, update: PlannedUpdate): Promise<string[]> {
  const { mirror, expectedOld, commit } = update;
  const changes = await listCheckoutChanges({ gitDir: mirror }, expectedOld, commit);
  const names = await findNamesInTheWay(worktree, changes);
  return names.map((name) => safeText(Buffer.from(name, 'latin1')));
}

interface Place {
  readonly worktree: string;
  readonly gitDir: string;
  readonly settings: Record<string, string>;
}

/** What only git knows: edits of files that are marked as unchanged or left out of a sparse checkout. */
async function tryUpdate(
  { worktree, gitDir, settings }: Place,
  { mirror, expectedOld, commit }: PlannedUpdate,
): Promise<string[]> {
  const args = ['read-tree', '-n', '-m', '-u', '--no-recurse-submodules', expectedOld, commit];
  const { exitCode, stderr } = await runGit({ repository: worktree }, args, {
    settings,
    exitCodes: [0, 1, 128],
    env: {
      GIT_INDEX_FILE: await linkDraftIndex(gitDir, commit),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(path.join(mirror, 'objects')),
    },
  });
  const names = [...stderr.matchAll(/^error: .*'(.+)'/gm)].map(([, name]) => name ?? '');
  if (exitCode !== 0 && names.length === 0) throw new GitError(args, 'exited', exitCode, stderr);
  return names;
}
