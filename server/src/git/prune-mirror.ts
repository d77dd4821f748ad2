import { rm } from 'node:fs/promises';
import path from 'node:path';
import { withKeyedLock } from './keyed-lock.js';
import { resolveCommit } from './resolve-commit.js';
import { runGit } from './run-git.js';
import { writeGitDir } from './write-git-dir.js';

/**
 * Removes the objects of a mirror that none of its refs and none of `alsoKeep` (commits) needs and that are older than
 * `olderThan` (a date that git understands). A clone that borrows others would break.
 */
export function pruneMirror(mirror: string, alsoKeep: readonly string[], olderThan: string): Promise<void> {
  return withKeyedLock(mirror, async () => {
    // `preciousObjects` forbids it to whoever does not know the mirror's clones. A git directory of our own that calls
    // the same objects its own has no such setting.
    const gitDir = path.join(mirror, 'prune');
    await rm(gitDir, { recursive: true, force: true }); // of a pass that died
    try {
      const known = await Promise.all(alsoKeep.map((commit) => resolveCommit(mirror, commit)));
      const refs = { ...(await refsOf(mirror)), ...refsTo(known.filter((commit) => commit !== null)) };
      await writeGitDir(gitDir, { head: 'refs/heads/main', refs, borrows: null, bare: true, settings: {} });
      const env = { GIT_OBJECT_DIRECTORY: path.join(mirror, 'objects') };
      await runGit({ gitDir }, ['repack', '-A', '-d', '-q', `--unpack-unreachable=${olderThan}`], { env });
      await runGit({ gitDir }, ['prune', `--expire=${olderThan}`], { env });
    } finally {
      await rm(gitDir, { recursive: true, force: true });
    }
  });
}

async function refsOf(mirror: string): Promise<Record<string, string>> {
  const { stdout } = await runGit({ gitDir: mirror }, ['for-each-ref', '--format=%(refname) %(objectname)']);
  return Object.fromEntries(
    stdout
      .toString()
      .split('\n')
      .flatMap((line) => {
        const [ref, object] = line.split(' ');
        return ref && object ? [[ref, object]] : [];
      }),
  );
}

const refsTo = (commits: readonly string[]): Record<string, string> =>
  Object.fromEntries(commits.map((commit) => [`refs/keep/${commit}`, commit]));
