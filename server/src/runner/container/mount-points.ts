import { lstatSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { SandboxMount } from '../../platform/process/sandbox/bubblewrap-options.js';
import { ownFolder } from '../own-folder.js';

/**
 * Makes the places in which mounts begin that lie in another one, as where `DATA_DIR` is below `/tmp`: the engine would make
 * them as root, and then nobody else could delete the folder around them.
 */
export function makeMountPoints(mounts: readonly SandboxMount[]): void {
  for (const mount of mounts) {
    const outer = outerOf(mount, mounts);
    if (outer === undefined || outer.isReadOnly) continue;
    const place = relative(outer.target, mount.target);
    const folders = dirname(place) === '.' ? [] : dirname(place).split('/');
    const folder = ownFolder(outer.source, ...folders);
    const point = join(folder, basename(place));
    if (lstatSync(point, { throwIfNoEntry: false }) !== undefined) continue;
    if (statSync(mount.source).isDirectory()) mkdirSync(point, { mode: 0o700 });
    else writeFileSync(point, '', { mode: 0o600 });
  }
}

/** The innermost other mount that it lies in. */
const outerOf = ({ target }: SandboxMount, mounts: readonly SandboxMount[]): SandboxMount | undefined =>
  mounts
    .filter((other) => target.startsWith(`${other.target}/`))
    .sort((a, b) => b.target.length - a.target.length)[0];
