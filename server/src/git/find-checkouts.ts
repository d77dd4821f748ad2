import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { exists } from './exists.js';
import { runGit } from './run-git.js';

export const GIT_OPERATIONS = ['rebase', 'merge', 'cherry-pick', 'revert', 'bisect', 'am'] as const;
export type GitOperation = (typeof GIT_OPERATIONS)[number];

/** A worktree that has a branch checked out, or is in the middle of something with it. */
export interface Checkout {
  readonly worktree: string;
  readonly gitDir: string;
  readonly operation: GitOperation | null;
}

const SIGNS: readonly (readonly [GitOperation, string])[] = [
  ['rebase', 'rebase-merge'],
  ['am', 'rebase-apply/applying'],
  ['rebase', 'rebase-apply'],
  ['merge', 'MERGE_HEAD'],
  ['cherry-pick', 'CHERRY_PICK_HEAD'],
  ['revert', 'REVERT_HEAD'],
  ['bisect', 'BISECT_LOG'],
];
// During these HEAD is detached; the branch that waits for the end is named in a file.
const WAITING = ['rebase-merge/head-name', 'rebase-apply/head-name', 'BISECT_START'];

/** Where a branch of the user's repository is checked out: the main worktree, linked ones, or nowhere. */
export async function findCheckouts(repository: string, branch: string): Promise<Checkout[]> {
  const args = ['worktree', 'list', '--porcelain', '-z'];
  const { stdout } = await runGit({ repository }, args);
  const worktrees = stdout
    .toString()
    .split('\0\0')
    .map((record) => record.split('\0'))
    .filter((lines) => !lines.includes('bare'))
    .map((lines) => ({
      folder: (lines[0] ?? '').replace(/^worktree /, ''),
      onBranch: lines.includes(`branch refs/heads/${branch}`),
    }));
  const checkouts = await Promise.all(
    worktrees.map(async ({ folder, onBranch }) => {
      if (folder === '' || !(await exists(folder))) return null;
      const gitDir = await gitDirOf(folder);
      if (!onBranch && !(await waitsFor(gitDir, branch))) return null;
      return { worktree: folder, gitDir, operation: await operationIn(gitDir) };
    }),
  );
  return checkouts.filter((checkout) => checkout !== null);
}

async function gitDirOf(worktree: string): Promise<string> {
  const { stdout } = await runGit({ repository: worktree }, ['rev-parse', '--absolute-git-dir']);
  return stdout.toString().trim();
}

async function operationIn(gitDir: string): Promise<GitOperation | null> {
  for (const [operation, file] of SIGNS) if (await exists(path.join(gitDir, file))) return operation;
  return null;
}

async function waitsFor(gitDir: string, branch: string): Promise<boolean> {
  for (const file of WAITING) {
    const name = await readFile(path.join(gitDir, file), 'utf8').catch(() => '');
    if (name.trim().replace(/^refs\/heads\//, '') === branch) return true;
  }
  return false;
}
