import { Injectable } from '@nestjs/common';
import { isAncestor } from '../../git/count-ahead-behind.js';
import { deliverToLocal, type LocalOutcome } from '../../git/deliver-to-local.js';
import { deliverToRemote, type RemoteOutcome } from '../../git/deliver-to-remote.js';
import type { Identity } from '../../git/identity.js';
import { readIdentity } from '../../git/read-identity.js';
import { resolveCommit } from '../../git/resolve-commit.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { assertNever } from '../../platform/errors/assert-never.js';
import type { Project } from '../../projects/projects.service.js';
import {
  checkoutBusy,
  checkoutDirty,
  deliveryFailed,
  pushRefused,
  pushUnanswered,
} from '../attempts.errors.js';
import type { MergeEntity } from './merge.entity.js';
import { allowedUrl, updateMirror } from '../update-mirror.js';

/** Where a merge goes, and the mirror that it is made in. */
export interface MergeTarget {
  project: Project;
  mirror: string;
  token: string | null;
}

export type Delivery =
  /** `kept`: files of a checkout that the user changed at that moment; they are as the user left them. */
  { readonly status: 'delivered'; readonly kept: readonly string[] } | { readonly status: 'base_moved' };

const DELIVERED: Delivery = { status: 'delivered', kept: [] };
// Longer than git may take for a push; one that a dead server left behind has no other limit.
const GIVE_UP_AFTER_MS = 30 * 60_000;

/** Moves the user's branch to a merge that the mirror holds: in a local repository, or by a push. */
@Injectable()
export class MergeDelivery {
  constructor(private readonly config: AppConfig) {}

  /** Where nothing is to be moved, all is delivered. Throws a `DomainError` for what stands in the way. */
  async deliver(merge: MergeEntity, target: MergeTarget): Promise<Delivery> {
    if (merge.resultSha === merge.baseSha) return DELIVERED;
    return target.project.localPath
      ? this.deliverToFolder(merge, target, target.project.localPath)
      : this.push(merge, target);
  }

  private async deliverToFolder(
    { baseBranch: branch, resultSha: commit, baseSha: expectedOld, createdAt: date }: MergeEntity,
    { project, mirror }: MergeTarget,
    repository: string,
  ): Promise<Delivery> {
    const committer = { ...(await committerOf(project)), date };
    return localDelivery(
      await deliverToLocal({ repository, mirror, branch, commit, expectedOld, committer }),
    );
  }

  private async push(merge: MergeEntity, target: MergeTarget): Promise<Delivery> {
    const { baseBranch: branch, resultSha: commit, baseSha: expectedOld } = merge;
    const { project, mirror, token } = target;
    const url = await allowedUrl(project, this.config);
    // A name that means nothing now may mean something again, and an earlier push may have arrived.
    if (url.status === 'refused' && url.reason === 'unknown_host') throw pushUnanswered(url.detail);
    if (url.status === 'refused') throw pushRefused(url.detail);
    const outcome = await deliverToRemote({
      mirror,
      url,
      ...(token && { token }),
      branch,
      commit,
      expectedOld,
    });
    if (outcome.status === 'pushed') return DELIVERED;
    // A connection that broke, or a push that was answered by an earlier one of ours: the branch itself tells.
    const arrival = await this.askWhetherArrived(merge, target);
    if (arrival === 'arrived') return DELIVERED;
    const age = Date.now() - merge.createdAt.getTime();
    if (arrival === 'unknown' || (outcome.status === 'unreachable' && age < GIVE_UP_AFTER_MS)) {
      throw pushUnanswered(explain(outcome));
    }
    if (outcome.status === 'base_moved') return { status: 'base_moved' };
    throw pushRefused(explain(outcome));
  }

  private async askWhetherArrived(
    { baseBranch, resultSha }: MergeEntity,
    { project, mirror, token }: MergeTarget,
  ): Promise<'arrived' | 'missing' | 'unknown'> {
    if (await updateMirror(project, token, mirror, this.config)) return 'unknown';
    const tip = await resolveCommit(mirror, `refs/remotes/origin/${baseBranch}`);
    return tip !== null && (await isAncestor(mirror, resultSha, tip)) ? 'arrived' : 'missing';
  }
}

/** The repository's own user; one of ours where git knows none. */
export async function committerOf({ localPath }: Project): Promise<Identity> {
  const fallback = { name: 'Antfarm', email: 'antfarm@antfarm.invalid' };
  return (localPath ? await readIdentity(localPath) : null) ?? fallback;
}

function localDelivery(outcome: LocalOutcome): Delivery {
  switch (outcome.status) {
    case 'delivered':
      return { status: 'delivered', kept: outcome.kept };
    case 'base_moved':
      return { status: 'base_moved' };
    case 'checkout_dirty':
      throw checkoutDirty(outcome.paths, outcome.worktree);
    case 'operation_in_progress':
      throw checkoutBusy(`The repository is in the middle of a ${outcome.operation} in ${outcome.worktree}.`);
    case 'index_locked':
      throw checkoutBusy(`Another git works in ${outcome.worktree}, or left ${outcome.lockFile} behind.`);
    case 'failed':
      throw deliveryFailed(outcome.detail);
    case 'checked_out_twice':
      throw checkoutBusy(`The branch is checked out more than once: ${outcome.worktrees.join(', ')}.`);
    default:
      return assertNever(outcome);
  }
}

function explain(outcome: Exclude<RemoteOutcome, { status: 'pushed' }>): string {
  switch (outcome.status) {
    case 'base_moved':
      return 'The branch has moved.';
    case 'rejected':
      return `The remote refuses the push: ${outcome.reason}`;
    default:
      return `The push failed (${outcome.status}): ${outcome.detail}`;
  }
}
