import type { AllowedUrl } from './check-repo-url.js';
import { remoteOptions } from './remote-options.js';
import { runGit } from './run-git.js';

export interface TipLimits {
  /** Larger files are left out, where the remote can do that. */
  readonly blobBytes: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const NO_SECTION = 128;
const FETCH = ['fetch', '--quiet', '--depth=1', '--no-tags', '--no-write-fetch-head', '--no-auto-gc'];

/** Makes a bare repository at `gitDir` with the newest commit of one branch, without its history; throws GitError. */
export async function fetchTip(
  gitDir: string,
  url: AllowedUrl,
  branch: string,
  { blobBytes, timeoutMs, signal }: TipLimits,
): Promise<string> {
  await runGit('nowhere', ['init', '--quiet', '--bare', '--template=', gitDir]);
  const refspec = `+refs/heads/${branch}:refs/heads/tip`;
  // The filter names the first size that is too much; a remote that knows no filters sends everything.
  const filtered = [...FETCH, `--filter=blob:limit=${blobBytes + 1}`];
  await runGit({ gitDir }, [...filtered, '--no-recurse-submodules', '--end-of-options', url.url, refspec], {
    ...remoteOptions(url),
    timeoutMs,
    signal,
  });
  // As one that may ask for the rest, git would do so, and fail, where it only has to say that something is missing.
  await runGit({ gitDir }, ['config', '--remove-section', `remote.${url.url}`], {
    exitCodes: [0, NO_SECTION],
  });
  return 'refs/heads/tip';
}
