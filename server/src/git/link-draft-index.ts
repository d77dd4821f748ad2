import { constants } from 'node:fs';
import { copyFile, link, rm } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../platform/process/system-error.js';
import { draftIndexFile } from './index-lock.js';

/**
 * A second name for a worktree's index, for git to work on: it never writes an index in place, so the user's stays as
 * it is. A copy would be younger than the files, and git trusts what is older than its index.
 */
export async function linkDraftIndex(gitDir: string, commit: string): Promise<string> {
  const index = path.join(gitDir, 'index');
  const draft = draftIndexFile(gitDir, commit);
  for (const left of [draft, `${draft}.lock`]) await rm(left, { force: true });
  try {
    await link(index, draft);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return draft; // nothing was ever added
    await copyFile(index, draft, constants.COPYFILE_EXCL); // a file system without links
  }
  return draft;
}
