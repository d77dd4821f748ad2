import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { errorCode } from '../platform/process/system-error.js';
import { isSubmodule, type CheckoutChange } from './list-checkout-changes.js';

/**
 * Files of the user's where an update would write new ones, ignored ones too, which git's own plumbing overwrites. The
 * tracked files are as in the old commit. Names are `latin1`.
 */
export async function findNamesInTheWay(
  worktree: string,
  changes: readonly CheckoutChange[],
): Promise<string[]> {
  const tracked = new Set(changes.filter((change) => change.old).map(({ path }) => path));
  const found = new Set<string>();
  for (const change of changes) {
    if (change.old !== null || change.new === null) continue;
    const obstacle = await findAtOrAbove(worktree, change.path);
    if (obstacle === null) continue;
    if (!obstacle.stats.isDirectory()) {
      if (!tracked.has(obstacle.path)) found.add(obstacle.path);
    } else if (!isSubmodule(change.new)) {
      for (const name of await listFiles(worktree, obstacle.path)) if (!tracked.has(name)) found.add(name);
    }
  }
  return [...found];
}

/** What is at the path, or in the place of one of its folders. */
async function findAtOrAbove(worktree: string, name: string): Promise<{ path: string; stats: Stats } | null> {
  const parts = name.split('/');
  for (let length = 1; length <= parts.length; length++) {
    const path = parts.slice(0, length).join('/');
    const stats = await lstatIn(worktree, path);
    if (stats === null) return null;
    if (length === parts.length || !stats.isDirectory()) return { path, stats };
  }
  return null;
}

async function listFiles(worktree: string, folder: string): Promise<string[]> {
  const entries = await readdir(pathIn(worktree, folder), { withFileTypes: true, encoding: 'buffer' });
  const files: string[] = [];
  for (const entry of entries) {
    const path = `${folder}/${entry.name.toString('latin1')}`;
    if (entry.isDirectory()) files.push(...(await listFiles(worktree, path)));
    else files.push(path);
  }
  return files;
}

/** What is at a `latin1` name below a folder, links not followed. */
export async function lstatIn(worktree: string, name: string): Promise<Stats | null> {
  try {
    return await lstat(pathIn(worktree, name));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return null;
    throw error;
  }
}

export const pathIn = (worktree: string, name: string): Buffer =>
  Buffer.concat([Buffer.from(`${worktree}/`), Buffer.from(name, 'latin1')]);
