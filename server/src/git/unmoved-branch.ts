import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A disk that does not answer sooner is left to git, which can be ended. */
const PATIENCE_MS = 2_000;
const MAX_BYTES = 16 * 1024 * 1024;
const COMMIT = /^[0-9a-f]{40,64}$/;

/**
 * Where a branch of a local repository is, if the mirror has it there too: a fetch could bring nothing new of it. `null`
 * when it moved, or when only git itself can tell, as for linked worktrees. Reads plain files and starts no process.
 */
export async function unmovedBranch(
  mirror: string,
  repository: string,
  branch: string,
): Promise<string | null> {
  const tooLate = new AbortController();
  const found = (async () => {
    const gitDir = path.join(repository, '.git');
    const now =
      (await readRef(gitDir, `refs/heads/${branch}`)) ?? (await readRef(repository, `refs/heads/${branch}`));
    const fetched = await readRef(mirror, `refs/remotes/origin/${branch}`);
    return now === fetched ? now : null;
  })();
  const waited = sleep(PATIENCE_MS, null, { signal: tooLate.signal }).catch(() => null);
  // What cannot be read is git's to explain.
  return Promise.race([found.catch(() => null), waited]).finally(() => tooLate.abort());
}

/** As git finds a ref in files: loose, or else packed. */
async function readRef(gitDir: string, ref: string): Promise<string | null> {
  const loose = await readPlainFile(path.join(gitDir, ref));
  if (loose !== null) return COMMIT.exec(loose.trim())?.[0] ?? null;
  const packed = (await readPlainFile(path.join(gitDir, 'packed-refs'))) ?? '';
  const line = packed.split('\n').find((one) => one.endsWith(` ${ref}`));
  return COMMIT.exec(line?.slice(0, -ref.length - 1) ?? '')?.[0] ?? null;
}

/** Null for all that is no file of a reasonable size; a fifo is not waited for, a link not followed. */
async function readPlainFile(name: string): Promise<string | null> {
  const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = constants;
  const file = await open(name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW).catch(() => null);
  if (file === null) return null;
  try {
    const stats = await file.stat();
    if (!stats.isFile() || stats.size > MAX_BYTES) return null;
    const { bytesRead, buffer } = await file.read(Buffer.alloc(stats.size), 0, stats.size, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
