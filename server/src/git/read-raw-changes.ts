import { runGit } from './run-git.js';
import { safeText } from './safe-text.js';
import { NulReader } from './split-nul.js';

export const CHANGE_STATUSES = ['added', 'modified', 'deleted', 'renamed', 'copied', 'type_changed'] as const;
export type ChangeStatus = (typeof CHANGE_STATUSES)[number];

export interface TreeSide {
  /** `000000` where there is no such file. */
  readonly mode: string;
  readonly id: string;
}

/** One changed path of two trees; names are safe to show, and may therefore not be the file's bytes. */
export interface RawChange {
  readonly path: string;
  readonly oldPath: string | null;
  readonly status: ChangeStatus;
  readonly old: TreeSide;
  readonly new: TreeSide;
  /** `null` without counts, and for binary files. */
  readonly counts: { readonly additions: number; readonly deletions: number } | null;
}

const LETTERS: Readonly<Record<string, ChangeStatus>> = {
  A: 'added',
  M: 'modified',
  D: 'deleted',
  R: 'renamed',
  C: 'copied',
  T: 'type_changed',
};
/** A repository has no say in what a diff is. */
export const PLAIN_DIFF = ['--no-ext-diff', '--no-textconv', '--no-color', '--ignore-submodules=none'];

export interface RawChangeOptions {
  readonly counts?: boolean;
}

/** The paths that differ between two commits or trees, from `diff-tree`. */
export async function readRawChanges(
  mirror: string,
  base: string,
  head: string,
  { counts = false }: RawChangeOptions = {},
): Promise<RawChange[]> {
  const shape = ['--raw', '--no-abbrev', ...(counts ? ['--numstat'] : []), '-M'];
  const args = ['diff-tree', '-r', '-z', ...shape, ...PLAIN_DIFF, '--end-of-options', base, head];
  const { stdout } = await runGit({ gitDir: mirror }, args, { maxOutputBytes: 256 * 1024 * 1024 });
  return parseRawChanges(stdout, counts);
}

// `:old new id id status`, path [path]; then as many `additions deletions path` (or an empty path and two more).
function parseRawChanges(output: Buffer, withCounts: boolean): RawChange[] {
  const reader = new NulReader(output);
  const changes = [...readRecords(reader, safeText)];
  return changes.map((change) => ({ ...change, counts: withCounts ? readCounts(reader).counts : null }));
}

/** The next record of `--numstat -z`; no counts of a binary file. */
export function readCounts(reader: NulReader): Pick<RawChange, 'path' | 'oldPath' | 'counts'> {
  const [additions = '-', deletions = '-', ...name] = safeText(reader.next()).split('\t');
  const path = name.join('\t');
  const [from, to] = path === '' ? [safeText(reader.next()), safeText(reader.next())] : [null, path];
  return {
    path: to,
    oldPath: from,
    counts: additions === '-' ? null : { additions: Number(additions), deletions: Number(deletions) },
  };
}

/** What `--raw -z` says, with names as `decode` makes them. */
export function* readRecords(
  reader: NulReader,
  decode: (name: Buffer) => string,
): Generator<Omit<RawChange, 'counts'>> {
  while (reader.beginsWith(COLON)) {
    const { moved, ...change } = parseRecord(reader.next().toString());
    const first = decode(reader.next());
    yield { path: moved ? decode(reader.next()) : first, oldPath: moved ? first : null, ...change };
  }
}

function parseRecord(record: string) {
  const [oldMode = '', newMode = '', oldId = '', newId = '', letter = ''] = record.slice(1).split(' ');
  return {
    moved: letter.startsWith('R') || letter.startsWith('C'),
    status: LETTERS[letter.charAt(0)] ?? 'modified',
    old: { mode: oldMode, id: oldId },
    new: { mode: newMode, id: newId },
  };
}

/** A line of `--raw` without `-z` and without renames; `null` for anything else, and for a name that git quotes. */
export function parseRawLine(line: string): RawChange | null {
  const [record = '', path = ''] = line.split('\t');
  if (!record.startsWith(':') || path === '' || path.startsWith('"')) return null;
  const { status, old, new: now } = parseRecord(record);
  return { path, oldPath: null, status, old, new: now, counts: null };
}

const COLON = ':'.charCodeAt(0);
