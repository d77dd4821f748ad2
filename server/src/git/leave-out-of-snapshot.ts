import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { gitDirOf } from './snapshot-place.js';

/** Keeps files that git does not track out of a workspace's snapshots, also where no `.gitignore` names them. */
export async function leaveOutOfSnapshot(snapshotDir: string, paths: readonly string[]): Promise<void> {
  // A line end cannot be quoted; `?` is any character.
  const patterns = paths.map(
    (name) => `/${name.replaceAll(/[\\*?[\] ]/g, '\\$&').replaceAll(/[\r\n]/g, '?')}\n`,
  );
  await appendFile(path.join(gitDirOf(snapshotDir), 'info/exclude'), patterns.join(''));
}
