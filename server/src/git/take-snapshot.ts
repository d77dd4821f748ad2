import { lstatSync } from 'node:fs';
import { lstat, rm } from 'node:fs/promises';
import path from 'node:path';
import { checkpoint } from '../platform/process/checkpoint.js';
import { gitlinkPath, readStart, type Gitlink, type SnapshotStart } from './capture-index.js';
import { commitTree } from './commit-tree.js';
import { evidenceTreeOf } from './evidence-tree.js';
import { checkConnected, handOverObjects } from './hand-over-objects.js';
import type { Signature } from './identity.js';
import { treeOf } from './resolve-commit.js';
import { runGit } from './run-git.js';
import { handoverOf, type WorkspaceCapture } from './snapshot-place.js';
import type { SnapshotWarning } from './snapshot-warning.js';
import { stageWorkspace } from './stage-workspace.js';
import { updateRef } from './update-ref.js';

export interface SnapshotOrder extends WorkspaceCapture {
  /** The first parent is the commit that the workspace started from, and the head if nothing changed. */
  readonly parents: readonly [string, ...string[]];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
  /** The attempt's ref in the mirror, and where it is now (`null`: nowhere). */
  readonly ref: string;
  readonly expectedOld: string | null;
  /** Larger files are left out, with a warning; 100 MiB unless told, the most that GitHub takes. */
  readonly maxFileBytes?: number;
}

export type SnapshotOutcome =
  | {
      readonly status: 'taken';
      readonly commit: string;
      readonly tree: string;
      /** The tree without `.antfarm/`. */
      readonly evidenceTree: string;
      readonly changed: boolean;
      readonly warnings: readonly SnapshotWarning[];
      readonly hiddenFiles: readonly string[];
    }
  | { readonly status: 'workspace_lost' }
  | { readonly status: 'lost_race'; readonly actual: string | null };

/** Commits what is in a workspace, after its last process is dead. Runs nothing that is configured in the workspace. */
export async function takeSnapshot(order: SnapshotOrder): Promise<SnapshotOutcome> {
  const { mirror, workspace, snapshotDir } = order;
  if (!(await isFolder(workspace))) return { status: 'workspace_lost' };
  const start = await readStart(snapshotDir);
  // A snapshot that was killed left it; nobody else writes here.
  await rm(path.join(handoverOf(snapshotDir), 'index.lock'), { recursive: true, force: true });
  const [startCommit] = order.parents;
  const [staged, startTree] = await Promise.all([
    stageWorkspace(order, start, order.maxFileBytes ?? MAX_FILE_BYTES),
    treeOf(mirror, startCommit),
  ]);
  const tree = staged.tree === startTree ? startTree : await takeOver(order, staged.tree, startTree, start);
  const changed = tree !== startTree;
  checkpoint('snapshot.staged');
  const commit = changed ? await commitTree(mirror, { ...order, tree }) : startCommit;
  const [moved, evidenceTree] = await Promise.all([
    updateRef(mirror, order.ref, order.expectedOld, commit),
    evidenceTreeOf(mirror, tree),
  ]);
  if (moved.status === 'lost_race' && moved.actual !== commit) return moved;
  checkpoint('snapshot.ref_moved');
  const { hiddenFiles, warnings } = staged;
  return { status: 'taken', commit, tree, evidenceTree, changed, warnings, hiddenFiles };
}

const MAX_FILE_BYTES = 100 * 1024 * 1024;

async function takeOver(
  order: SnapshotOrder,
  tree: string,
  startTree: string,
  start: SnapshotStart,
): Promise<string> {
  await handOverObjects(order.mirror, order.snapshotDir, tree, startTree);
  const [checked] = await Promise.all([
    checkedTree(order, tree, start.gitlinks),
    checkConnected(order.mirror, tree, startTree),
  ]);
  return checked;
}

/** Reads the tree into an index of our own, where git refuses unsafe names, and puts the base's submodules back. */
async function checkedTree(
  { mirror, workspace, snapshotDir }: SnapshotOrder,
  tree: string,
  gitlinks: readonly Gitlink[],
): Promise<string> {
  const place = { gitDir: mirror, indexFile: path.join(snapshotDir, 'checked-index') };
  await rm(`${place.indexFile}.lock`, { force: true });
  await runGit(place, ['read-tree', tree]);
  if (gitlinks.length === 0) return tree;
  const { stdout } = await runGit(place, ['ls-files', '-z'], { maxOutputBytes: 256 * 1024 * 1024 });
  const kept = gitlinks.filter(
    (gitlink) => stillASubmodule(workspace, gitlink) && !hasFiles(stdout, gitlinkPath(gitlink)),
  );
  if (kept.length === 0) return tree;
  const entries = kept.map((one) =>
    Buffer.concat([Buffer.from(`160000 ${one.commit}\t`), gitlinkPath(one), Buffer.of(0)]),
  );
  await runGit({ ...place, workTree: snapshotDir }, ['update-index', '-z', '--index-info'], {
    input: Buffer.concat(entries),
  });
  return (await runGit(place, ['write-tree'])).stdout.toString().trim();
}

// As for git itself: a submodule whose folder is gone was deleted.
function stillASubmodule(workspace: string, gitlink: Gitlink): boolean {
  const folder = Buffer.concat([Buffer.from(`${workspace}${path.sep}`), gitlinkPath(gitlink)]);
  return lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}

function hasFiles(listing: Buffer, folder: Buffer): boolean {
  const below = Buffer.concat([folder, Buffer.from('/')]);
  return listing.indexOf(below) === 0 || listing.includes(Buffer.concat([Buffer.of(0), below]));
}

async function isFolder(folder: string): Promise<boolean> {
  return lstat(folder).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
