import { appendFileSync, existsSync } from 'node:fs';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { identifyProcess, isAlive, type ProcessIdentity } from '../platform/process/process-identity.js';
import { errorCode } from '../platform/process/system-error.js';

/** `working`: ours, and a git that we started, maybe before a restart, still runs under it. */
export type IndexLock = 'free' | 'ours' | 'working' | 'foreign';

export const indexLockFile = (gitDir: string): string => path.join(gitDir, 'index.lock');

/** The index that an update of a checkout to this commit works on, before it becomes the worktree's. */
export const draftIndexFile = (gitDir: string, commit: string): string =>
  path.join(gitDir, `antfarm-${commit}.index`);

/** Whose lock is on a worktree's index. Ours names its commit, so that a server that was killed knows it again. */
export async function inspectIndexLock(gitDir: string, commit: string): Promise<IndexLock> {
  const text = await readFile(indexLockFile(gitDir), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return 'free';
  if (!text.startsWith(header(commit))) return 'foreign';
  return text.slice(header(commit).length).split('\n').some(isRunning) ? 'working' : 'ours';
}

/** Keeps every other git from writing the index; `ours` when it is held now, or was already. */
export async function takeIndexLock(gitDir: string, commit: string): Promise<IndexLock> {
  const found = await inspectIndexLock(gitDir, commit);
  if (found !== 'free') return found;
  const draft = `${draftIndexFile(gitDir, commit)}.hold`;
  await writeFile(draft, header(commit));
  try {
    await link(draft, indexLockFile(gitDir)); // with its content or not at all, and never over another's
    return 'ours';
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return await inspectIndexLock(gitDir, commit);
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Says under the lock which process works, so that nobody takes its place while it lives. */
export function noteIndexWorker(gitDir: string, pid: number): void {
  const worker = identifyProcess(pid);
  const lockFile = indexLockFile(gitDir);
  // A user may have removed it: then it is nobody's, and must not come back without its header.
  if (worker && existsSync(lockFile)) appendFileSync(lockFile, `${JSON.stringify(worker)}\n`);
}

/** Lets go of the lock, if it is ours, with all that was beside it; not while one of our gits works there. */
export async function releaseIndexLock(gitDir: string, commit: string): Promise<void> {
  const lock = await inspectIndexLock(gitDir, commit);
  if (lock === 'working') return;
  const draft = draftIndexFile(gitDir, commit);
  for (const file of [draft, `${draft}.lock`, `${draft}.hold`]) await rm(file, { force: true });
  if (lock === 'ours') await rm(indexLockFile(gitDir), { force: true });
}

const header = (commit: string): string => `antfarm ${commit}\n`;

function isRunning(line: string): boolean {
  if (line === '') return false;
  try {
    return isAlive(JSON.parse(line) as ProcessIdentity); // written above
  } catch {
    return false; // torn: the server died as it wrote, and with it nobody could start more
  }
}
