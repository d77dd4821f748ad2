import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Redaction, StreamRedactor } from '../platform/process/redaction/redactor.js';
import { readRawChanges } from './read-raw-changes.js';
import { runGit } from './run-git.js';

const MAX_LISTING = { maxOutputBytes: 256 * 1024 * 1024 };

/**
 * The files that bring a secret into the repository, in their contents or their names: in any commit between the two,
 * since a merge brings all of them, and more often than the base's version of the file has it. Secrets in their names
 * are redacted. Throws GitError.
 *
 * @param scratch a file that does not exist; it holds the new files' contents for a moment
 */
export async function findSecrets(
  mirror: string,
  { base, head }: { base: string; head: string },
  redaction: Redaction,
  scratch: string,
): Promise<string[]> {
  const count = (names: readonly string[]) => countSecrets(mirror, names, redaction, scratch);
  const files = await newFiles(mirror, base, head);
  const inNew = await count(files.map(({ id }) => id));
  const found = files.flatMap((file, at) => (inNew[at] ? [{ ...file, count: inNew[at] }] : []));
  const inOld = await count(found.map(({ before }) => before));
  const byContent = found.filter((file, at) => file.count > (inOld[at] ?? 0));

  const paths = files.map(({ path }) => path).join('\n');
  // All at once first: one by one they take a second for 50,000.
  const suspicious =
    redaction.text(paths) === paths ? [] : files.filter(({ path }) => redaction.text(path) !== path);
  // One name a line: no file is found by a name of several.
  const inBase = await count(suspicious.map(({ path }) => `${base}:${path.replaceAll('\n', '/')}`));
  const byName = suspicious.filter((_, at) => inBase[at] === null);
  const bringing = new Set([...byContent, ...byName].map(({ path }) => path));
  return [...bringing].map((path) => (suspicious.length === 0 ? path : redaction.text(path)));
}

interface NewFile {
  readonly path: string;
  readonly id: string;
  /** What git calls the base's version of it, which there may not be. */
  readonly before: string;
}

/** Of the result every file that differs; of the commits before it what else is new, by the first of its names. */
async function newFiles(mirror: string, base: string, head: string): Promise<NewFile[]> {
  const listing = ['rev-list', '--objects', head, `^${base}`, '--'];
  const [changes, { stdout }] = await Promise.all([
    readRawChanges(mirror, base, head),
    runGit({ gitDir: mirror }, listing, MAX_LISTING),
  ]);
  const files = changes.map((change) => ({ path: change.path, id: change.new.id, before: change.old.id }));
  const known = new Set(files.map(({ id }) => id));
  const earlier = stdout
    .toString()
    .split('\n')
    .flatMap((line) => {
      // Commits and the trees at the top have no path.
      const [, id, path] = /^(\w+) (.+)$/s.exec(line) ?? [];
      if (id === undefined || path === undefined || known.has(id)) return [];
      return { path, id, before: `${base}:${path}` };
    });
  return [...files, ...earlier];
}

/** How many secrets each file holds; 0 for what is no file, `null` for what is missing. */
async function countSecrets(
  mirror: string,
  names: readonly string[],
  redaction: Redaction,
  scratch: string,
): Promise<readonly (number | null)[]> {
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
  readonly counts: (number | null)[] = [];
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
    if (this.left === 0) this.counts.push(null);
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
