import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import { exists } from './exists.js';
import { withKeyedLock } from './keyed-lock.js';
import { runGit } from './run-git.js';

/** Makes the bare mirror at `mirror`, unless it is there. Whole or not at all, also when killed half-way. */
export function ensureMirror(mirror: string): Promise<void> {
  return withKeyedLock(mirror, async () => {
    if (await exists(path.join(mirror, 'HEAD'))) return;
    const draft = `${mirror}.${randomUUID()}.draft`;
    await mkdir(path.dirname(mirror), { recursive: true });
    try {
      await runGit('nowhere', ['init', '--quiet', '--bare', '--template=', '--initial-branch=main', draft]);
      for (const [key, value] of MIRROR_SETTINGS) {
        await runGit({ gitDir: draft }, ['config', key, value]);
      }
      await rename(draft, mirror);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  });
}

const MIRROR_SETTINGS = [
  ['core.repositoryFormatVersion', '1'],
  // Workspaces borrow its objects: a `git gc` by hand would corrupt them.
  ['extensions.preciousObjects', 'true'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  // A user's repository fetches a merge commit from it that no ref of it names.
  ['uploadpack.allowAnySHA1InWant', 'true'],
] as const;
