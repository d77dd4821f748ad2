import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A folder in one that an agent has written to: what is in the way, such as a link that leads elsewhere, is removed. */
export function ownFolder(base: string, ...names: readonly string[]): string {
  return names.reduce((parent, name) => {
    const folder = join(parent, name);
    const stat = lstatSync(folder, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return folder;
    rmSync(folder, { force: true });
    mkdirSync(folder, { mode: 0o700 });
    return folder;
  }, base);
}
