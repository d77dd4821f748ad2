import { GitError } from './git-error.js';
import { runGit } from './run-git.js';
import { safeText } from './safe-text.js';
import { splitNul } from './split-nul.js';

export type TreeMerge =
  | { readonly status: 'clean'; readonly tree: string }
  /** The tree holds both sides, with conflict markers where a file is text. */
  | { readonly status: 'conflicts'; readonly tree: string; readonly paths: readonly string[] }
  | { readonly status: 'unrelated' };

/** Merges two commits into a tree, in memory: no checkout, no ref, no state of a conflict. */
export async function mergeTrees(mirror: string, ours: string, theirs: string): Promise<TreeMerge> {
  const args = ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', ours, theirs];
  // 0 clean, 1 conflicts, 128 anything else.
  const { exitCode, stdout, stderr } = await runGit({ gitDir: mirror }, args, { exitCodes: [0, 1, 128] });
  if (exitCode === 128) {
    if (stderr.includes('unrelated histories')) return { status: 'unrelated' };
    throw new GitError(args, 'exited', exitCode, stderr);
  }
  const [tree = '', ...paths] = splitNul(stdout).map(safeText);
  if (exitCode === 0) return { status: 'clean', tree };
  return { status: 'conflicts', tree, paths: [...new Set(paths)] };
}
