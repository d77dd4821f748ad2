import type { AllowedUrl } from './check-repo-url.js';
import { isAncestor } from './count-ahead-behind.js';
import { GitError } from './git-error.js';
import { classifyRemoteFailure, type RemoteFailure } from './remote-failure.js';
import { remoteOptions } from './remote-options.js';
import { runGit } from './run-git.js';

export interface RemoteDelivery {
  readonly mirror: string;
  /** As `checkRepoUrl` allowed it. */
  readonly url: AllowedUrl;
  readonly token?: string;
  readonly branch: string;
  readonly commit: string;
  /** Where the branch is at the remote, as far as the caller knows; `null`: it is new. */
  readonly expectedOld: string | null;
  readonly signal?: AbortSignal;
}

export type RemoteOutcome =
  | { readonly status: 'pushed' }
  | { readonly status: 'base_moved' }
  /** The remote refuses: a protected branch, a hook. */
  | { readonly status: 'rejected'; readonly reason: string }
  | RemoteFailure;

/** Pushes a commit to a branch of the remote, if the branch still is where the caller thinks; never over others' work. */
export async function deliverToRemote(delivery: RemoteDelivery): Promise<RemoteOutcome> {
  const { mirror, url, token, branch, commit, expectedOld, signal } = delivery;
  if (expectedOld !== null && !(await isAncestor(mirror, expectedOld, commit)))
    return { status: 'base_moved' };
  const ref = `refs/heads/${branch}`;
  const lease = `--force-with-lease=${ref}:${expectedOld ?? ''}`;
  const args = ['push', '--porcelain', '--no-verify', '--no-signed', lease, '--recurse-submodules=no'];
  try {
    const output = await runGit(
      { gitDir: mirror },
      [...args, '--end-of-options', url.url, `${commit}:${ref}`],
      {
        ...remoteOptions(url, token),
        ...(signal && { signal }),
        exitCodes: [0, 1],
      },
    );
    if (output.exitCode === 0) return { status: 'pushed' };
    const answer = readAnswer(output.stdout.toString());
    if (answer !== null) return answer;
    throw new GitError(args, 'exited', output.exitCode, output.stderr);
  } catch (error) {
    if (error instanceof GitError) return classifyRemoteFailure(error);
    throw error;
  }
}

// `!<TAB>from:to<TAB>[rejected] (stale info)`
function readAnswer(output: string): RemoteOutcome | null {
  const [, kind, reason] = /^!\t[^\t]*\t\[([^\]]+)\] \((.*)\)$/m.exec(output) ?? [];
  if (kind === undefined || reason === undefined) return null;
  if (kind === 'rejected') return { status: 'base_moved' };
  // Someone was faster between the remote's advertisement and our update.
  if (/failed to update ref|cannot lock ref|fetch first/.test(reason)) return { status: 'base_moved' };
  return { status: 'rejected', reason };
}
