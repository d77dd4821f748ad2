import { runGit } from './run-git.js';

export interface AheadBehind {
  /** Commits of the head that the base has not. */
  readonly ahead: number;
  /** Commits of the base that the head has not. */
  readonly behind: number;
}

/** How far a head and its base have grown apart. */
export async function countAheadBehind(mirror: string, base: string, head: string): Promise<AheadBehind> {
  const args = ['rev-list', '--left-right', '--count', `${base}...${head}`, '--'];
  const [behind, ahead] = (await runGit({ gitDir: mirror }, args)).stdout.toString().trim().split('\t');
  return { ahead: Number(ahead), behind: Number(behind) };
}

/** Whether `ancestor` is part of the history of `commit`. */
export async function isAncestor(mirror: string, ancestor: string, commit: string): Promise<boolean> {
  const args = ['merge-base', '--is-ancestor', ancestor, commit];
  return (await runGit({ gitDir: mirror }, args, { exitCodes: [0, 1] })).exitCode === 0;
}
