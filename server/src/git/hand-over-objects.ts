import { lstat, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { GitError } from './git-error.js';
import { runGit } from './run-git.js';
import { handoverOf } from './snapshot-place.js';

// git's own receiving side turns from loose objects to packs at 100; loose ones suit many small snapshots better.
const LOOSE_UP_TO = 1000;

/**
 * Brings a tree's objects that `haveTree` (a tree: git would not look into a commit) lacks into the mirror. Every object is read as data and named again by
 * its content, so that whatever wrote the folder can hand over objects and nothing else.
 */
export async function handOverObjects(
  mirror: string,
  snapshotDir: string,
  tree: string,
  haveTree: string,
): Promise<void> {
  const objects = path.join(handoverOf(snapshotDir), 'objects');
  if (!(await lstat(objects)).isDirectory()) {
    throw new GitError(['pack-objects'], 'not_started', null, 'The handover folder was replaced.');
  }
  // It could name any object directory of the host.
  await rm(path.join(objects, 'info'), { recursive: true, force: true });
  const pack = path.join(snapshotDir, 'handover.pack');
  const place = { gitDir: mirror };
  await runGit(place, ['pack-objects', '--revs', '--stdout', '--quiet', '--window=0', '--compression=1'], {
    input: `${tree}\n^${haveTree}\n`,
    env: { GIT_ALTERNATE_OBJECT_DIRECTORIES: objects },
    outputFile: pack,
  });
  const count = await objectCount(pack);
  if (count > 0) {
    const args = count > LOOSE_UP_TO ? ['index-pack', '--stdin'] : ['unpack-objects', '-q'];
    await runGit(place, args, { inputFile: pack });
  }
  await rm(pack, { force: true });
}

/** Throws when the mirror lacks an object of the tree that is not in `haveTree`. */
export async function checkConnected(mirror: string, tree: string, haveTree: string): Promise<void> {
  await runGit({ gitDir: mirror }, ['rev-list', '--objects', '--quiet', tree, '--not', haveTree]);
}

async function objectCount(pack: string): Promise<number> {
  const file = await open(pack);
  try {
    const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0);
    return buffer.readUInt32BE(8);
  } finally {
    await file.close();
  }
}
