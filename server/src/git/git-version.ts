import { runGit } from './run-git.js';

/** `merge-tree --write-tree` came with this one. */
export const MINIMAL_GIT = { major: 2, minor: 38 } as const;

export interface GitVersion {
  readonly text: string;
  readonly supported: boolean;
}

/** The installed git and whether it is 2.38 or later; `null` when there is none. */
export async function gitVersion(): Promise<GitVersion | null> {
  const output = await runGit('nowhere', ['version']).catch(() => null);
  return output === null ? null : parseGitVersion(output.stdout.toString());
}

/** Reads `git version 2.39.5 (Apple Git-154)`. */
export function parseGitVersion(output: string): GitVersion | null {
  const match = /(\d+)\.(\d+)[\w.]*/.exec(output);
  if (match === null) return null;
  const [text, major, minor] = [match[0], Number(match[1]), Number(match[2])];
  const supported = major > MINIMAL_GIT.major || (major === MINIMAL_GIT.major && minor >= MINIMAL_GIT.minor);
  return { text, supported };
}
