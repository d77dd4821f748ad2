import { mkdir } from 'node:fs/promises';
import { runGit } from './run-git.js';

/** Makes an empty repository without a commit in a new folder; throws GitError. */
export async function createScratchRepository(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await runGit('nowhere', ['init', '--quiet', '--template=', '--initial-branch=main', folder]);
}
