import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { errorCode } from '../../../../platform/process/system-error.js';
import { ToolFault } from './tool-fault.js';

/**
 * Where a path of the model really leads, all links resolved; the file itself may be missing. Throws a ToolFault when
 * that is outside of the workspace, or when it is a link that leads nowhere. `root` has no links in it.
 */
export async function confine(root: string, path: string): Promise<string> {
  if (path.includes('\0')) throw new ToolFault('A path cannot contain NUL');
  const real = await realTarget(resolve(root, path));
  if (!isInside(root, real)) throw new ToolFault(`${path} is outside of the repository`);
  return real;
}

/** The path as the model may write it. */
export const shown = (root: string, path: string): string => relative(root, path) || '.';

const isInside = (root: string, path: string): boolean => path === root || path.startsWith(`${root}${sep}`);

async function realTarget(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
  }
  const isThere = await lstat(path).catch(() => undefined);
  if (isThere !== undefined) throw new ToolFault(`${path} is a link that leads nowhere`);
  return join(await realTarget(dirname(path)), basename(path));
}
