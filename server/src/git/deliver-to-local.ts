import { checkpoint } from '../platform/process/checkpoint.js';
import { findCheckouts, type Checkout } from './find-checkouts.js';
import { findObstacle, type Obstacle } from './find-obstacle.js';
import type { Signature } from './identity.js';
import { signatureEnvironment } from './identity.js';
import { indexLockFile, inspectIndexLock, releaseIndexLock, takeIndexLock } from './index-lock.js';
import { withKeyedLock } from './keyed-lock.js';
import { listCheckoutChanges } from './list-checkout-changes.js';
import { runGit, type GitOptions } from './run-git.js';
import { splitNul } from './split-nul.js';
import { updateCheckout } from './update-checkout.js';
import { compareAndSwapRef, readRef } from './update-ref.js';

export interface LocalDelivery {
  /** The user's repository: its folder, a linked worktree of it, or a bare repository. */
  readonly repository: string;
  readonly mirror: string;
  readonly branch: string;
  /** A commit of the mirror that descends from `expectedOld`. */
  readonly commit: string;
  /** Where the branch is, as far as the caller knows. */
  readonly expectedOld: string;
  /** Whom the reflog names. */
  readonly committer: Signature;
}

export type LocalOutcome =
  | {
      readonly status: 'delivered';
      readonly checkedOut: string | null;
      /** An earlier delivery had moved the branch. */
      readonly already: boolean;
      /** Files that the user changed at that moment: they are as the user left them. */
      readonly kept: readonly string[];
    }
  | { readonly status: 'base_moved'; readonly actual: string | null }
  /** Another git works there, or left its `index.lock`; or one of ours outlived its server. */
  | { readonly status: 'index_locked'; readonly worktree: string; readonly lockFile: string }
  | { readonly status: 'checked_out_twice'; readonly worktrees: readonly string[] }
  /** Something that nobody expected, before anything was moved: a folder that cannot be written, a full disk. */
  | { readonly status: 'failed'; readonly detail: string }
  | Obstacle;

// The row that says "merged" is on the disk at once: what it tells must be there too when the power goes.
const DURABLE = { 'core.fsync': 'objects,derived-metadata,reference', 'core.fsyncMethod': 'batch' };

/**
 * Moves a branch of the user's repository to a commit of the mirror, and the worktree that has it checked out along. The
 * branch moves first, under the lock of the worktree's index: whoever finds the commit in it finishes what is left.
 */
export function deliverToLocal(delivery: LocalDelivery): Promise<LocalOutcome> {
  return withKeyedLock(delivery.repository, () => deliver(delivery));
}

async function deliver(delivery: LocalDelivery): Promise<LocalOutcome> {
  const { repository, branch, commit, expectedOld } = delivery;
  const actual = await readRef({ repository }, `refs/heads/${branch}`);
  const checkouts = await findCheckouts(repository, branch);
  if (actual !== null && (await contains(repository, actual, commit))) {
    return finish(delivery, checkouts, actual === commit);
  }
  if (actual !== expectedOld) {
    for (const checkout of checkouts) {
      if ((await inspectIndexLock(checkout.gitDir, commit)) === 'working') return indexLocked(checkout);
      await releaseIndexLock(checkout.gitDir, commit);
    }
    return { status: 'base_moved', actual };
  }
  if (checkouts.length > 1) {
    return { status: 'checked_out_twice', worktrees: checkouts.map(({ worktree }) => worktree) };
  }
  const [checkout] = checkouts;
  try {
    return checkout === undefined
      ? await deliverToBranch(delivery)
      : await deliverIntoCheckout(delivery, checkout);
  } catch (error) {
    if ((await readRef({ repository }, `refs/heads/${branch}`)) !== expectedOld) throw error;
    return { status: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}

async function deliverToBranch(delivery: LocalDelivery): Promise<LocalOutcome> {
  await fetchCommit(delivery);
  return (await moveRef(delivery, delivery.repository)) ?? delivered(null);
}

async function contains(repository: string, tip: string, commit: string): Promise<boolean> {
  // 128: the commit is not in this repository at all.
  const args = ['merge-base', '--is-ancestor', commit, tip];
  return (await runGit({ repository }, args, { exitCodes: [0, 1, 128] })).exitCode === 0;
}

async function deliverIntoCheckout(delivery: LocalDelivery, checkout: Checkout): Promise<LocalOutcome> {
  const { worktree, gitDir } = checkout;
  const { commit, expectedOld } = delivery;
  if ((await takeIndexLock(gitDir, commit)) !== 'ours') return indexLocked(checkout);
  checkpoint('approve.checkout_locked');
  const refusal = await moveUnlessObstructed(delivery, checkout).catch(async (error: unknown) => {
    await releaseIndexLock(gitDir, commit);
    throw error;
  });
  if (refusal === null) {
    // When this throws the lock stays, so that nobody commits a half-updated checkout before it is finished.
    const kept = await updateCheckout({ worktree, gitDir, from: expectedOld, to: commit });
    await releaseIndexLock(gitDir, commit);
    return delivered(worktree, kept);
  }
  await releaseIndexLock(gitDir, commit);
  return refusal;
}

async function moveUnlessObstructed(
  delivery: LocalDelivery,
  checkout: Checkout,
): Promise<LocalOutcome | null> {
  const obstacle = await findObstacle(checkout, delivery);
  if (obstacle !== null) return obstacle;
  await fetchCommit(delivery);
  // From there, so that its HEAD gets its line in the reflog.
  return moveRef(delivery, checkout.worktree);
}

async function fetchCommit({ repository, mirror, commit }: LocalDelivery): Promise<void> {
  const quietly = [
    '--quiet',
    '--no-write-fetch-head',
    '--no-auto-gc',
    '--no-tags',
    '--no-recurse-submodules',
  ];
  const options: GitOptions = { transports: ['file'], settings: DURABLE };
  await runGit({ repository }, ['fetch', ...quietly, '--end-of-options', mirror, commit], options);
  checkpoint('approve.objects_delivered');
}

async function moveRef(delivery: LocalDelivery, repository: string): Promise<LocalOutcome | null> {
  const { branch, commit, expectedOld, committer } = delivery;
  const ref = `refs/heads/${branch}`;
  const moved = await compareAndSwapRef({ repository }, ref, expectedOld, commit, {
    message: `merge ${commit}: Fast-forward`, // as `git merge` writes it
    env: signatureEnvironment(committer, committer),
    settings: DURABLE,
  });
  checkpoint('approve.ref_moved');
  if (moved.status === 'updated' || moved.actual === commit) return null; // maybe by a git that outlived its server
  return { status: 'base_moved', actual: moved.actual };
}

/** The branch has the commit; a worktree may still be behind it. */
async function finish(
  delivery: LocalDelivery,
  checkouts: readonly Checkout[],
  isTip: boolean,
): Promise<LocalOutcome> {
  const { commit, expectedOld: from } = delivery;
  const kept: string[] = [];
  for (const checkout of checkouts) {
    const { worktree, gitDir } = checkout;
    if (!(await isBehind(delivery, checkout, isTip))) continue;
    if ((await takeIndexLock(gitDir, commit)) !== 'ours') return indexLocked(checkout);
    kept.push(...(await updateCheckout({ worktree, gitDir, from, to: commit })));
    await releaseIndexLock(gitDir, commit);
  }
  return { ...delivered(checkouts[0]?.worktree ?? null, kept), already: true };
}

/** Our lock is on its index; or somebody broke that, and the index is in all that we change as it was before. */
async function isBehind(
  { commit, expectedOld }: LocalDelivery,
  { worktree, gitDir, operation }: Checkout,
  isTip: boolean,
): Promise<boolean> {
  const lock = await inspectIndexLock(gitDir, commit);
  if (lock === 'ours' || lock === 'working') return true;
  if (!isTip || operation !== null) return false;
  const place = { repository: worktree };
  const args = ['diff-index', '--cached', '--name-only', '-z', '--no-renames', expectedOld, '--'];
  const options: GitOptions = { maxOutputBytes: 256 * 1024 * 1024 };
  const [changes, { stdout }] = await Promise.all([
    listCheckoutChanges(place, expectedOld, commit),
    runGit(place, args, options),
  ]);
  const staged = new Set(splitNul(stdout).map((record) => record.toString('latin1')));
  return changes.every(({ path }) => !staged.has(path));
}

const delivered = (checkedOut: string | null, kept: readonly string[] = []) =>
  ({ status: 'delivered', checkedOut, already: false, kept }) as const;

const indexLocked = ({ worktree, gitDir }: Checkout): LocalOutcome => ({
  status: 'index_locked',
  worktree,
  lockFile: indexLockFile(gitDir),
});
