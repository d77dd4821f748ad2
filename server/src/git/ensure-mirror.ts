import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, rename, rm } from 'node:fs/promises';
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
      await appendFile(path.join(draft, 'config'), MIRROR_CONFIG); // five git processes less
      await rename(draft, mirror);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  });
}

// preciousObjects: workspaces borrow the objects, and a `git gc` by hand would corrupt them.
// allowAnySHA1InWant: a user's repository fetches a merge commit from it that no ref of it names.
const MIRROR_CONFIG = `[core]
\trepositoryFormatVersion = 1
[extensions]
\tpreciousObjects = true
[gc]
\tauto = 0
[maintenance]
\tauto = false
[uploadpack]
\tallowAnySHA1InWant = true
`;
