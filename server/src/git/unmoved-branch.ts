import fs from 'node:fs';
import path from 'node:path';
import { resolveRef } from 'isomorphic-git';

/**
 * Where a branch of a local repository is, if the mirror has it there too: a fetch could bring nothing new of it. `null`
 * when it moved, or when only git itself can tell, as for linked worktrees. Reads files and starts no process.
 */
export async function unmovedBranch(
  mirror: string,
  repository: string,
  branch: string,
): Promise<string | null> {
  const [now, fetched] = await Promise.all([
    readBranch(gitDirOf(repository), `refs/heads/${branch}`),
    readBranch(mirror, `refs/remotes/origin/${branch}`),
  ]);
  return now === fetched ? now : null;
}

const gitDirOf = (repository: string): string => {
  const dotGit = path.join(repository, '.git');
  return fs.existsSync(dotGit) ? dotGit : repository;
};

const readBranch = (gitdir: string, ref: string): Promise<string | null> =>
  resolveRef({ fs, gitdir, ref }).catch(() => null);
