import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import type { AllowedUrl } from './check-repo-url.js';
import { GitError } from './git-error.js';
import { withKeyedLock } from './keyed-lock.js';
import { classifyRemoteFailure, type RemoteFailure } from './remote-failure.js';
import { remoteOptions } from './remote-options.js';
import { runGit } from './run-git.js';

/** Where a mirror fetches from: a repository of this machine, or a URL that `checkRepoUrl` allowed. */
export type MirrorSource =
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'remote'; readonly url: AllowedUrl; readonly token?: string };

export type FetchOutcome = { readonly status: 'fetched' } | RemoteFailure;

const BRANCHES = '+refs/heads/*:refs/remotes/origin/*';
const FETCH = ['fetch', '--quiet', '--prune', '--no-tags', '--no-write-fetch-head', '--no-auto-gc'];
const QUICKLY = ['--no-recurse-submodules', '--no-show-forced-updates', '--end-of-options'];

/** Fetches every branch of the source into `refs/remotes/origin/*`, and prunes there only. */
export function fetchMirror(
  mirror: string,
  source: MirrorSource,
  signal?: AbortSignal,
): Promise<FetchOutcome> {
  return withKeyedLock(mirror, async () => {
    try {
      await (source.kind === 'local'
        ? fetchLocal(mirror, source.path, signal)
        : runGit({ gitDir: mirror }, [...FETCH, ...QUICKLY, source.url.url, BRANCHES], {
            ...remoteOptions(source.url, source.token),
            ...(signal && { signal }),
          }));
      return { status: 'fetched' };
    } catch (error) {
      // A full disk is no fault of the source.
      if (error instanceof GitError && !error.diskFull) return classifyRemoteFailure(error);
      throw error;
    }
  });
}

async function fetchLocal(mirror: string, repository: string, signal?: AbortSignal): Promise<void> {
  // upload-pack runs in the user's repository and drops `GIT_CONFIG_*`: only a global file tells it what is safe.
  const config = path.join(mirror, `source-${randomUUID()}.gitconfig`);
  await writeFile(config, '[safe]\n\tdirectory = *\n');
  try {
    await runGit({ gitDir: mirror }, [...FETCH, ...QUICKLY, repository, BRANCHES], {
      transports: ['file'],
      env: { GIT_CONFIG_GLOBAL: config },
      ...(signal && { signal }),
    });
  } finally {
    await rm(config, { force: true });
  }
}
