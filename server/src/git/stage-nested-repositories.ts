import path from 'node:path';
import { GitError } from './git-error.js';
import { runGit } from './run-git.js';
import { safeText } from './safe-text.js';
import { handoverOf, workspaceGit, type WorkspaceCapture } from './snapshot-place.js';
import type { SnapshotWarning } from './snapshot-warning.js';
import { joinNul, splitNul } from './split-nul.js';
import { whyLeftOut } from './why-left-out.js';

/**
 * Captures the files of repositories that the agent made or cloned inside its workspace. `git add` would keep only
 * their commit's id, so they are listed as folders of their own and put into the index by name.
 */
export async function stageNestedRepositories(
  capture: WorkspaceCapture,
  repositories: readonly Buffer[],
  maxFileBytes: number,
): Promise<SnapshotWarning[]> {
  const warnings: SnapshotWarning[] = [];
  for (const repository of repositories) {
    try {
      const files = await listFiles(capture, repository);
      const taken: Buffer[] = [];
      for (const file of await withoutIgnored(capture, files)) {
        const kind = whyLeftOut(capture.workspace, file, maxFileBytes);
        if (kind === null) taken.push(file);
        else warnings.push({ kind, path: safeText(file) });
      }
      const { place, options } = workspaceGit(capture);
      const args = ['update-index', '--add', '--replace', '-z', '--stdin'];
      await runGit(place, args, { ...options, input: joinNul(taken) });
    } catch (error) {
      if (!(error instanceof GitError) || error.diskFull) throw error;
      warnings.push({ kind: 'unreadable', path: safeText(repository) });
    }
  }
  return warnings;
}

async function listFiles(capture: WorkspaceCapture, repository: Buffer): Promise<Buffer[]> {
  const { place, options } = workspaceGit(capture);
  const found: Buffer[] = [];
  const pending = [repository];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const folder = next;
    const here = {
      ...place,
      workTree: path.join(capture.workspace, folder.toString()),
      indexFile: path.join(handoverOf(capture.snapshotDir), 'no-index'),
    };
    const { stdout } = await runGit(here, ['ls-files', '-z', '-o', '--exclude-standard'], options);
    for (const name of splitNul(stdout)) {
      const whole = Buffer.concat([folder, Buffer.from('/'), name]);
      if (name.at(-1) === 0x2f) pending.push(whole.subarray(0, -1));
      else found.push(whole);
    }
  }
  return found;
}

// The outer `.gitignore` counts too, but listing from inside does not see it.
async function withoutIgnored(capture: WorkspaceCapture, files: readonly Buffer[]): Promise<Buffer[]> {
  const { place, options } = workspaceGit(capture);
  const args = ['check-ignore', '--no-index', '-z', '--stdin'];
  const { stdout } = await runGit(place, args, { ...options, input: joinNul(files), exitCodes: [0, 1] });
  const ignored = new Set(splitNul(stdout).map((name) => name.toString('latin1')));
  return files.filter((file) => !ignored.has(file.toString('latin1')));
}
