import { MAX_SHOWN_BYTES, readSizes } from './list-changes.js';
import { parseHunks, type DiffHunk } from './parse-hunks.js';
import { readRawChanges, type RawChange, type TreeSide } from './read-raw-changes.js';
import { runGit } from './run-git.js';

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
  const change = await findChange(mirror, base, head, path);
  if (change === null) return { status: 'not_changed' };
  const submodule = submoduleHunks(change);
  if (submodule !== null) return page(path, submodule, hunk, limit);
  const ids = [change.old, change.new].filter(exists).map(({ id }) => id);
  const sizes = await readSizes(mirror, ids);
  if ([...sizes.values()].some((size) => size > MAX_SHOWN_BYTES)) return { status: 'too_large', path };
  const patch = await diffBlobs(mirror, change);
  if (patch.includes('\nBinary files ')) return { status: 'binary', path };
  return page(path, parseHunks(patch, limit), hunk, limit);
}

async function findChange(
  mirror: string,
  base: string,
  head: string,
  path: string,
): Promise<RawChange | null> {
  const [only] = await readRawChanges(mirror, base, head, { path, renames: false });
  // An added file may be a renamed one; a name that is not UTF-8 was not found at all.
  if (only?.path === path && only.status !== 'added') return only;
  const all = await readRawChanges(mirror, base, head);
  return all.find((change) => change.path === path) ?? null;
}

const exists = ({ mode }: TreeSide) => mode !== '000000';

// By ids rather than by names: names need not be UTF-8, and attributes of the path have no say.
async function diffBlobs(mirror: string, change: RawChange): Promise<Buffer> {
  const [before = '', after = ''] = await Promise.all(
    [change.old, change.new].map((side) =>
      exists(side) ? Promise.resolve(side.id) : writeEmptyBlob(mirror),
    ),
  );
  const args = [
    'diff',
    '--no-ext-diff',
    '--no-textconv',
    '--no-color',
    '--no-renames',
    '-U3',
    '--end-of-options',
  ];
  const { stdout } = await runGit({ gitDir: mirror }, [...args, before, after]);
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
