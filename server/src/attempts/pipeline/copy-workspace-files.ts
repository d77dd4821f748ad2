import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, readdir, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import picomatch from 'picomatch';

/** Bounds the walk of a repository for globs that begin with two stars. */
const MAX_ENTRIES = 100_000;
const NEVER = new Set(['.git', 'node_modules']);

/**
 * Copies files that git does not track (`.env`) from the user's repository. What exists stays; nothing is read or written
 * through a symbolic link of the repository. Returns the relative paths that were copied.
 */
export async function copyWorkspaceFiles(
  from: string,
  to: string,
  globs: readonly string[],
): Promise<string[]> {
  const copied: string[] = [];
  for (const glob of globs) {
    for (const path of await matches(from, glob)) if (await copyInto(from, to, path)) copied.push(path);
  }
  return copied;
}

async function matches(root: string, glob: string): Promise<string[]> {
  const { base, isGlob } = picomatch.scan(glob);
  const isMatch = picomatch(glob, { dot: true });
  const found: string[] = [];
  const pending = [isGlob ? base : glob];
  for (let seen = 0; pending.length > 0 && seen < MAX_ENTRIES; seen++) {
    const path = pending.pop() ?? '';
    const stat = await lstat(join(root, path)).catch(() => undefined);
    if (stat?.isFile() && isMatch(path)) found.push(path);
    if (!stat?.isDirectory()) continue;
    const names = await readdir(join(root, path));
    pending.push(...names.filter((name) => !NEVER.has(name)).map((name) => join(path, name)));
  }
  return found.sort();
}

async function copyInto(from: string, to: string, path: string): Promise<boolean> {
  const target = join(to, path);
  if (await lstat(target).catch(() => undefined)) return false;
  if (!(await isReallyBelow(from, dirname(path)))) return false;
  if (!(await makeFolderInside(to, dirname(path)))) return false;
  await copyFile(join(from, path), target, constants.COPYFILE_EXCL);
  return true;
}

/** A folder that the repository has as a link leads to files that are none of it. */
async function isReallyBelow(root: string, folder: string): Promise<boolean> {
  return (await realpath(join(root, folder))) === join(await realpath(root), folder);
}

/** Makes a folder below `root` level by level; `false` when a symbolic link or a file stands in the way. */
async function makeFolderInside(root: string, folder: string): Promise<boolean> {
  let current = await realpath(root);
  for (const name of folder.split(sep).filter((part) => part !== '.')) {
    current = join(current, name);
    await mkdir(current, { mode: 0o700 }).catch(() => undefined);
    if (!(await lstat(current)).isDirectory()) return false;
  }
  return true;
}
