import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { hasEnvironmentEntry, listProcesses } from '../platform/process/process-table.js';

/**
 * Removes the locks of refs and settings that a killed git left in a mirror: with one of them the mirror could never be
 * fetched again. For a time when this process works in no mirror; a git that outlived the process before keeps its own,
 * and so does any git where nobody can tell (without /proc).
 */
export async function clearStaleLocks(mirror: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const inRefs = await readdir(path.join(mirror, 'refs'), { recursive: true }).catch(() => []);
  const names = [
    ...(await readdir(mirror).catch(() => [])),
    ...inRefs.map((name) => path.join('refs', name)),
  ];
  const locks = names.filter((name) => name.endsWith('.lock'));
  if (locks.length === 0 || isInUse(mirror)) return;
  for (const lock of locks) await rm(path.join(mirror, lock), { force: true });
}

const isInUse = (mirror: string): boolean =>
  listProcesses().some(({ pid }) => hasEnvironmentEntry(pid, `GIT_DIR=${mirror}`));
