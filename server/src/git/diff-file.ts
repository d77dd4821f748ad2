import { MAX_SHOWN_BYTES, readSizes } from './list-changes.js';
import { parseHunks, type DiffHunk } from './parse-hunks.js';
import {
  parseRawLine,
  PLAIN_DIFF,
  readRawChanges,
  type RawChange,
  type TreeSide,
} from './read-raw-changes.js';
import { runGit } from './run-git.js';
import { safeText } from './safe-text.js';

export interface DiffPage {
  /** Index of the first hunk wanted; 0 unless told. */
  readonly hunk?: number;
  /** Lines of a page, and the most that a hunk has; 2,000 unless told. */
  readonly limit?: number;
}

export type FileDiff =
  | {
      readonly status: 'text';
      readonly path: string;
      readonly hunks: readonly DiffHunk[];
      /** Where the next page starts; `null` after the last. */
      readonly nextHunk: number | null;
    }
  | { readonly status: 'binary' | 'too_large'; readonly path: string }
  | { readonly status: 'not_changed' };

/** The diff of one file between two commits, a page of hunks at a time; only this file's content is read. */
export async function diffFile(
  mirror: string,
  base: string,
  head: string,
  path: string,
  { hunk = 0, limit = 2_000 }: DiffPage = {},
): Promise<FileDiff> {
  const found = await findChange(mirror, base, head, path);
  if (found === null) return { status: 'not_changed' };
  const { change } = found;
  const submodule = submoduleHunks(change);
  if (submodule !== null) return page(path, submodule, hunk, limit);
  const patch = found.patch ?? (await diffBlobs(mirror, change));
  if (!patch.includes('\nBinary files ')) return page(path, parseHunks(patch, limit), hunk, limit);
  const ids = [change.old, change.new].filter(exists).map(({ id }) => id);
  const sizes = await readSizes(mirror, ids);
  return {
    status: [...sizes.values()].some((size) => size > MAX_SHOWN_BYTES) ? 'too_large' : 'binary',
    path,
  };
}

interface FoundChange {
  readonly change: RawChange;
  /** Known already for most files. */
  readonly patch?: Buffer;
}

async function findChange(
  mirror: string,
  base: string,
  head: string,
  path: string,
): Promise<FoundChange | null> {
  const plain = await readOneChange(mirror, base, head, path);
  if (plain?.change.status === 'modified' || plain?.change.status === 'deleted') return plain;
  // An added file may be a renamed one; a name that is not UTF-8 was not found at all.
  const all = await readRawChanges(mirror, base, head);
  const change = all.find((one) => one.path === path);
  if (change === undefined) return null;
  return change.status === 'added' && plain !== null ? plain : { change };
}

const DIFF = [...PLAIN_DIFF, '--no-renames', '-U3'];
/** What is larger is binary for git, and not read. */
const SETTINGS = { 'core.bigFileThreshold': String(MAX_SHOWN_BYTES) };

/** In one process what most files need. Without `-z`, so that git quotes names: a line end in one could feign a hunk. */
async function readOneChange(
  mirror: string,
  base: string,
  head: string,
  path: string,
): Promise<(FoundChange & { readonly patch: Buffer }) | null> {
  const shape = ['-r', '--raw', '--no-abbrev', '-p', ...DIFF];
  // What is a file on one side may be a folder on the other.
  const notBelow = `:(top,exclude,literal)${path}/`;
  const { stdout } = await runGit(
    { gitDir: mirror },
    ['diff-tree', ...shape, '--end-of-options', base, head, '--', `:(top,literal)${path}`, notBelow],
    { settings: SETTINGS },
  );
  const end = stdout.indexOf('\n');
  const change = parseRawLine(safeText(stdout.subarray(0, Math.max(0, end))));
  return change?.path === path ? { change, patch: stdout.subarray(end) } : null;
}

const exists = ({ mode }: TreeSide) => mode !== '000000';

// By ids rather than by names: names need not be UTF-8, and may be two.
async function diffBlobs(mirror: string, change: RawChange): Promise<Buffer> {
  const [before = '', after = ''] = await Promise.all(
    [change.old, change.new].map((side) =>
      exists(side) ? Promise.resolve(side.id) : writeEmptyBlob(mirror),
    ),
  );
  const args = ['diff', ...DIFF, '--end-of-options', before, after];
  const { stdout } = await runGit({ gitDir: mirror }, args, { settings: SETTINGS });
  return stdout;
}

/** Stands for the side on which there is no such file. */
async function writeEmptyBlob(mirror: string): Promise<string> {
  const { stdout } = await runGit({ gitDir: mirror }, ['hash-object', '-w', '--stdin'], { input: '' });
  return stdout.toString().trim();
}

function submoduleHunks({ old, new: now }: RawChange): DiffHunk[] | null {
  if (old.mode !== '160000' && now.mode !== '160000') return null;
  const line = (t: '-' | '+', side: TreeSide) =>
    side.mode === '160000' ? [{ t, text: `Subproject commit ${side.id}` }] : [];
  const [before, after] = [line('-', old), line('+', now)];
  return [
    {
      old_start: before.length,
      old_lines: before.length,
      new_start: after.length,
      new_lines: after.length,
      lines: [...before, ...after],
    },
  ];
}

function page(path: string, hunks: readonly DiffHunk[], from: number, limit: number): FileDiff {
  let lines = 0;
  let end = from;
  for (const hunk of hunks.slice(from)) {
    lines += hunk.lines.length;
    if (end > from && lines > limit) break;
    end += 1;
  }
  return { status: 'text', path, hunks: hunks.slice(from, end), nextHunk: end < hunks.length ? end : null };
}
