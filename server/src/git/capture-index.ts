import { copyFile, mkdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runGit } from './run-git.js';
import { safeText } from './safe-text.js';
import { gitDirOf, handoverOf, startFileOf, type WorkspaceCapture } from './snapshot-place.js';
import { joinNul, splitNul } from './split-nul.js';
import { writeGitDir } from './write-git-dir.js';

/** A submodule of the start commit: its path, as the bytes of it in base64, and the commit that it is pinned to. */
export interface Gitlink {
  readonly path64: string;
  readonly commit: string;
}

export interface SnapshotStart {
  readonly commit: string;
  readonly gitlinks: readonly Gitlink[];
}

/**
 * Prepares the snapshot of a workspace that was just made and that nobody has touched yet: the server's own git
 * directory, and a copy of the index, by which only files that change are hashed.
 */
export async function captureIndex(
  capture: Pick<WorkspaceCapture, 'mirror' | 'workspace' | 'snapshotDir'> & { readonly commit: string },
): Promise<void> {
  const { mirror, workspace, snapshotDir, commit } = capture;
  const handover = handoverOf(snapshotDir);
  const index = path.join(handover, 'index');
  await mkdir(path.join(handover, 'objects'), { recursive: true });
  await writeGitDir(gitDirOf(snapshotDir), {
    head: 'refs/heads/main',
    refs: {},
    borrows: path.join(mirror, 'objects'),
    bare: false,
    settings: {},
  });
  await copyWithTime(path.join(workspace, '.git', 'index'), index);
  const gitlinks = await listGitlinks(mirror, commit);
  if (gitlinks.length > 0) await dropFromIndex(mirror, index, gitlinks);
  await writeFile(startFileOf(snapshotDir), JSON.stringify({ commit, gitlinks } satisfies SnapshotStart));
}

/** What `captureIndex` found. */
export async function readStart(snapshotDir: string): Promise<SnapshotStart> {
  // Our own file, in a folder that no agent sees.
  return JSON.parse(await readFile(startFileOf(snapshotDir), 'utf8')) as SnapshotStart;
}

/** The bytes of a submodule's path. */
export const gitlinkPath = (gitlink: Gitlink) => Buffer.from(gitlink.path64, 'base64');

// git rehashes what is as young as its index: a copy with a newer time would hide a change in the same tick.
async function copyWithTime(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const { atime, mtime } = await stat(from);
  await utimes(to, atime, mtime);
}

async function listGitlinks(mirror: string, commit: string): Promise<Gitlink[]> {
  // A tree can hold submodules without a `.gitmodules` that names them.
  const { stdout } = await runGit({ gitDir: mirror }, ['ls-tree', '-r', '-z', '--full-tree', commit], {
    maxOutputBytes: 256 * 1024 * 1024,
  });
  return splitNul(stdout)
    .filter((record) => record.subarray(0, 6).toString() === '160000')
    .map((record) => {
      const tab = record.indexOf('\t');
      const id = safeText(record.subarray(0, tab)).split(' ')[2] ?? '';
      return { path64: record.subarray(tab + 1).toString('base64'), commit: id };
    });
}

// A gitlink makes `git add` run git inside the submodule, with the submodule's own configuration.
async function dropFromIndex(mirror: string, indexFile: string, gitlinks: readonly Gitlink[]): Promise<void> {
  // update-index insists on a work tree; these options do not look at it.
  const place = { gitDir: mirror, workTree: path.dirname(indexFile), indexFile };
  const input = joinNul(gitlinks.map(gitlinkPath));
  await runGit(place, ['update-index', '--force-remove', '-z', '--stdin'], { input });
}
