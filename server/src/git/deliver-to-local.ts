import path from 'node:path';
import { exists } from './exists.js';
import { findCheckouts, type Checkout, type GitOperation } from './find-checkouts.js';
import { GitError } from './git-error.js';
import type { Signature } from './identity.js';
import { signatureEnvironment } from './identity.js';
import { withKeyedLock } from './keyed-lock.js';
import { readUserSettings } from './read-identity.js';
import { runGit } from './run-git.js';
import { safeText } from './safe-text.js';
import { splitNul } from './split-nul.js';
import { compareAndSwapRef, readRef } from './update-ref.js';
import { checkpoint } from '../platform/process/checkpoint.js';

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
  | { readonly status: 'delivered'; readonly checkedOut: string | null; readonly already: boolean }
  | { readonly status: 'base_moved'; readonly actual: string | null }
  | { readonly status: 'checkout_dirty'; readonly paths: readonly string[]; readonly worktree: string }
  | { readonly status: 'operation_in_progress'; readonly operation: GitOperation; readonly worktree: string }
  /** Another git works there, or left its `index.lock`. */
  | { readonly status: 'index_locked'; readonly worktree: string; readonly lockFile: string }
  | { readonly status: 'checked_out_twice'; readonly worktrees: readonly string[] };

/** Moves a branch of the user's repository to a commit of the mirror, and the worktree that has it checked out along. */
export function deliverToLocal(delivery: LocalDelivery): Promise<LocalOutcome> {
  return withKeyedLock(delivery.repository, () => deliver(delivery));
}

async function deliver(delivery: LocalDelivery): Promise<LocalOutcome> {
  const { repository, branch, commit, expectedOld } = delivery;
  const actual = await readRef({ repository }, `refs/heads/${branch}`);
  const checkouts = await findCheckouts(repository, branch);
  const [checkout] = checkouts;
  if (actual !== null && (await contains(repository, actual, commit))) {
    return { status: 'delivered', checkedOut: checkout?.worktree ?? null, already: true };
  }
  if (actual !== expectedOld) return { status: 'base_moved', actual };
  if (checkouts.length > 1) {
    return { status: 'checked_out_twice', worktrees: checkouts.map(({ worktree }) => worktree) };
  }
  if (checkout === undefined) {
    await fetchCommit(delivery);
    return moveRef(delivery);
  }
  const obstacle = await findObstacle(checkout);
  if (obstacle !== null) return obstacle;
  await fetchCommit(delivery);
  return fastForward(delivery, checkout);
}

async function contains(repository: string, tip: string, commit: string): Promise<boolean> {
  // 128: the commit is not in this repository at all.
  const args = ['merge-base', '--is-ancestor', commit, tip];
  return (await runGit({ repository }, args, { exitCodes: [0, 1, 128] })).exitCode === 0;
}

async function fetchCommit({ repository, mirror, commit }: LocalDelivery): Promise<void> {
  const quietly = [
    '--quiet',
    '--no-write-fetch-head',
    '--no-auto-gc',
    '--no-tags',
    '--no-recurse-submodules',
  ];
  await runGit({ repository }, ['fetch', ...quietly, '--end-of-options', mirror, commit], {
    transports: ['file'],
  });
  checkpoint('approve.objects_delivered');
}

async function moveRef(delivery: LocalDelivery): Promise<LocalOutcome> {
  const { repository, branch, commit, expectedOld } = delivery;
  const place = { repository };
  const ref = `refs/heads/${branch}`;
  const moved = await compareAndSwapRef(place, ref, expectedOld, commit, reflogIdentity(delivery));
  checkpoint('approve.ref_moved');
  return moved.status === 'updated'
    ? { status: 'delivered', checkedOut: null, already: false }
    : { status: 'base_moved', actual: moved.actual };
}

async function findObstacle({ worktree, gitDir, operation }: Checkout): Promise<LocalOutcome | null> {
  if (operation !== null) return { status: 'operation_in_progress', operation, worktree };
  const lockFile = path.join(gitDir, 'index.lock');
  if (await exists(lockFile)) return { status: 'index_locked', worktree, lockFile };
  const paths = await listTrackedChanges(worktree);
  return paths.length > 0 ? { status: 'checkout_dirty', paths, worktree } : null;
}

async function listTrackedChanges(worktree: string): Promise<string[]> {
  const args = [
    'status',
    '--porcelain',
    '-z',
    '--no-renames',
    '--untracked-files=no',
    '--ignore-submodules=all',
  ];
  const { stdout } = await runGit({ repository: worktree }, args, {
    env: { GIT_OPTIONAL_LOCKS: '0' },
    settings: await checkoutSettings(worktree),
  });
  return splitNul(stdout).map((record) => safeText(record.subarray(3)));
}

async function fastForward(delivery: LocalDelivery, { worktree, gitDir }: Checkout): Promise<LocalOutcome> {
  const args = ['merge', '--ff-only', '--quiet', '--no-stat', '--no-autostash', '--no-overwrite-ignore'];
  const place = { repository: worktree };
  const { exitCode, stderr } = await runGit(place, [...args, '--no-verify-signatures', delivery.commit], {
    exitCodes: [0, 1, 128],
    env: reflogIdentity(delivery),
    settings: { ...(await checkoutSettings(worktree)), 'merge.ff': 'only' },
  });
  const actual = await readRef({ repository: delivery.repository }, `refs/heads/${delivery.branch}`);
  if (exitCode === 0 && actual === delivery.commit) {
    return { status: 'delivered', checkedOut: worktree, already: false };
  }
  const inTheWay = [...stderr.matchAll(/^\t(.+)$/gm)].map(([, name]) => name ?? '');
  if (inTheWay.length > 0) return { status: 'checkout_dirty', paths: inTheWay, worktree };
  if (/index\.lock/.test(stderr)) {
    return { status: 'index_locked', worktree, lockFile: path.join(gitDir, 'index.lock') };
  }
  if (actual !== delivery.expectedOld) return { status: 'base_moved', actual };
  throw new GitError(args, 'exited', exitCode, stderr);
}

/** How the user's own git writes line ends: data, unlike the rest of their configuration. */
async function checkoutSettings(worktree: string): Promise<Record<string, string>> {
  return Object.fromEntries(await readUserSettings(worktree, '^core\\.(autocrlf|eol|excludesfile)$'));
}

function reflogIdentity({ committer }: LocalDelivery): Record<string, string> {
  return signatureEnvironment(committer, committer);
}
