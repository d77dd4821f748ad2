import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Redaction, StreamRedactor } from '../platform/process/redaction/redactor.js';
import { runGit } from './run-git.js';

const MAX_LISTING = { maxOutputBytes: 256 * 1024 * 1024 };

/**
 * The files that bring a secret into the repository: in any commit between the two, since a merge brings all of
 * them, and more often than the base's file of that name has it. Throws GitError.
 *
 * @param scratch a file that does not exist; it holds the new files' contents for a moment
 */
export async function findSecrets(
  mirror: string,
  { base, head }: { base: string; head: string },
  redaction: Redaction,
  scratch: string,
): Promise<string[]> {
  const listing = ['rev-list', '--objects', head, `^${base}`, '--'];
  const { stdout } = await runGit({ gitDir: mirror }, listing, MAX_LISTING);
  const objects = stdout
    .toString()
    .split('\n')
    .flatMap((line) => {
      // Commits and the trees at the top have no path.
      const [, id, path] = /^(\w+) (.+)$/s.exec(line) ?? [];
      return id === undefined || path === undefined ? [] : { id, path };
    });
  const counts = await countSecrets(
    mirror,
    objects.map(({ id }) => id),
    redaction,
    scratch,
  );
  const found = objects.flatMap(({ path }, at) => (counts[at] ? [{ path, count: counts[at] }] : []));
  const atBase = found.map(({ path }) => `${base}:${path}`);
  const before = await countSecrets(mirror, atBase, redaction, scratch);
  return [...new Set(found.flatMap(({ path, count }, at) => (count > (before[at] ?? 0) ? [path] : [])))];
}

/** How many secrets each file holds; 0 for what is no file or is missing. */
async function countSecrets(
  mirror: string,
  names: readonly string[],
  redaction: Redaction,
  scratch: string,
): Promise<readonly number[]> {
  if (names.length === 0) return [];
  try {
    const input = `${names.join('\n')}\n`;
    await runGit({ gitDir: mirror }, ['cat-file', '--batch', '--buffer'], { input, outputFile: scratch });
    const reader = new BatchReader(redaction);
    for await (const chunk of createReadStream(scratch)) reader.push(chunk as Buffer);
    return reader.counts;
  } finally {
    await rm(scratch, { force: true });
  }
}

/** Reads what `git cat-file --batch` prints: `id type size`, a newline, the content, a newline; or `name missing`. */
class BatchReader {
  readonly counts: number[] = [];
  private header = '';
  /** Bytes to come of the content, with the newline after it. */
  private left = 0;
  private redactor: StreamRedactor | undefined;

  constructor(private readonly redaction: Redaction) {}

  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length;)
      at = this.left > 0 ? this.readContent(chunk, at) : this.readHeader(chunk, at);
  }

  private readHeader(chunk: Buffer, start: number): number {
    const newline = chunk.indexOf('\n', start);
    const end = newline === -1 ? chunk.length : newline;
    this.header += chunk.toString('utf8', start, end);
    if (newline === -1) return end;
    const [, type, size] = /^[0-9a-f]+ (\w+) (\d+)$/.exec(this.header) ?? [];
    this.header = '';
    this.left = size === undefined ? 0 : Number(size) + 1;
    this.redactor = type === 'blob' ? this.redaction.stream() : undefined;
    if (this.left === 0) this.counts.push(0);
    return newline + 1;
  }

  private readContent(chunk: Buffer, start: number): number {
    const content = chunk.subarray(start, start + this.left);
    this.left -= content.length;
    this.redactor?.push(content);
    if (this.left === 0) {
      this.redactor?.end();
      this.counts.push(this.redactor?.found ?? 0);
    }
    return start + content.length;
  }
}
