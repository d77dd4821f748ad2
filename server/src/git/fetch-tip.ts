import type { AllowedUrl } from './check-repo-url.js';
import { remoteOptions } from './remote-options.js';
import { runGit } from './run-git.js';

/** Makes a bare repository at `gitDir` with the newest commit of one branch, without its history; throws GitError. */
export async function fetchTip(
  gitDir: string,
  url: AllowedUrl,
  branch: string,
  timeoutMs: number,
): Promise<string> {
  await runGit('nowhere', ['init', '--quiet', '--bare', '--template=', gitDir]);
  const refspec = `+refs/heads/${branch}:refs/heads/tip`;
  const args = ['fetch', '--quiet', '--depth=1', '--no-tags', '--no-write-fetch-head', '--no-auto-gc'];
  await runGit({ gitDir }, [...args, '--no-recurse-submodules', '--end-of-options', url.url, refspec], {
    ...remoteOptions(url),
    timeoutMs,
  });
  return 'refs/heads/tip';
}
