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
import { checkoutBusy, checkoutDirty, pushRefused } from '../attempts.errors.js';
import type { MergeEntity } from './merge.entity.js';
import { allowedUrl, updateMirror } from '../update-mirror.js';

/** Where a merge goes, and the mirror that it is made in. */
export interface MergeTarget {
  project: Project;
  mirror: string;
  token: string | null;
}

export type Delivery = 'delivered' | 'base_moved';

/** Moves the user's branch to a merge that the mirror holds: in a local repository, or by a push. */
@Injectable()
export class MergeDelivery {
  constructor(private readonly config: AppConfig) {}

  /** Where nothing is to be moved, all is delivered. Throws a `DomainError` for what stands in the way. */
  async deliver(merge: MergeEntity, target: MergeTarget): Promise<Delivery> {
    const { project, mirror, token } = target;
    const { baseBranch: branch, resultSha: commit, baseSha: expectedOld } = merge;
    if (commit === expectedOld) return 'delivered';
    if (project.localPath) {
      const committer = { ...(await committerOf(project)), date: merge.createdAt };
      return localDelivery(
        await deliverToLocal({
          repository: project.localPath,
          mirror,
          branch,
          commit,
          expectedOld,
          committer,
        }),
      );
    }
    const url = await allowedUrl(project, this.config);
    if (url.status === 'refused') throw pushRefused(url.detail);
    const outcome = await deliverToRemote({
      mirror,
      url,
      ...(token && { token }),
      branch,
      commit,
      expectedOld,
    });
    // A connection that broke, or a push that was answered by an earlier one of ours: the branch itself tells.
    if (outcome.status !== 'pushed' && (await this.hasArrived(merge, target))) return 'delivered';
    return remoteDelivery(outcome);
  }

  private async hasArrived(
    { baseBranch, resultSha }: MergeEntity,
    { project, mirror, token }: MergeTarget,
  ): Promise<boolean> {
    if (await updateMirror(project, token, mirror, this.config)) return false;
    const tip = await resolveCommit(mirror, `refs/remotes/origin/${baseBranch}`);
    return tip !== null && isAncestor(mirror, resultSha, tip);
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
    case 'base_moved':
      return outcome.status;
    case 'checkout_dirty':
      throw checkoutDirty(outcome.paths, outcome.worktree);
    case 'operation_in_progress':
      throw checkoutBusy(`The repository is in the middle of a ${outcome.operation} in ${outcome.worktree}.`);
    case 'index_locked':
      throw checkoutBusy(`Another git works in ${outcome.worktree}, or left ${outcome.lockFile} behind.`);
    case 'checked_out_twice':
      throw checkoutBusy(`The branch is checked out more than once: ${outcome.worktrees.join(', ')}.`);
    default:
      return assertNever(outcome);
  }
}

function remoteDelivery(outcome: RemoteOutcome): Delivery {
  switch (outcome.status) {
    case 'pushed':
      return 'delivered';
    case 'base_moved':
      return 'base_moved';
    case 'rejected':
      throw pushRefused(`The remote refuses the push: ${outcome.reason}`);
    default:
      throw pushRefused(`The push failed (${outcome.status}): ${outcome.detail}`);
  }
}
