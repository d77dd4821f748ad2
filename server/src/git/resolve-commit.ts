import { runGit } from './run-git.js';

/** The commit that a ref, branch or id names, or `null`. */
export async function resolveCommit(mirror: string, ref: string): Promise<string | null> {
  const { exitCode, stdout } = await runGit(
    { gitDir: mirror },
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`],
    { exitCodes: [0, 1, 128] },
  );
  return exitCode === 0 ? stdout.toString().trim() : null;
}

/** The tree of a commit. */
export async function treeOf(mirror: string, commit: string): Promise<string> {
  const args = ['rev-parse', '--verify', '--end-of-options', `${commit}^{tree}`];
  return (await runGit({ gitDir: mirror }, args)).stdout.toString().trim();
}
