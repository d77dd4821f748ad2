import { runGit } from './run-git.js';
import { safeText } from './safe-text.js';
import { splitNul } from './split-nul.js';

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
const PLAIN = ['--no-ext-diff', '--no-textconv', '--no-color', '--ignore-submodules=none'];

export interface RawChangeOptions {
  readonly counts?: boolean;
  readonly renames?: boolean;
  /** Only this path, taken literally. */
  readonly path?: string;
}

/** The paths that differ between two commits or trees, from `diff-tree`. */
export async function readRawChanges(
  mirror: string,
  base: string,
  head: string,
  { counts = false, renames = true, path }: RawChangeOptions = {},
): Promise<RawChange[]> {
  const shape = ['--raw', '--no-abbrev', ...(counts ? ['--numstat'] : []), renames ? '-M' : '--no-renames'];
  const only = path === undefined ? [] : ['--', `:(top,literal)${path}`];
  const args = ['diff-tree', '-r', '-z', ...shape, ...PLAIN, '--end-of-options', base, head, ...only];
  const { stdout } = await runGit({ gitDir: mirror }, args, { maxOutputBytes: 256 * 1024 * 1024 });
  return parseRawChanges(splitNul(stdout));
}

// `:old new id id status`, path [path]; then as many `additions deletions path` (or an empty path and two more).
function parseRawChanges(records: readonly Buffer[]): RawChange[] {
  const changes: Omit<RawChange, 'counts'>[] = [];
  let at = 0;
  const next = () => safeText(records[at++] ?? Buffer.alloc(0));
  while (records[at]?.[0] === COLON) {
    const [oldMode = '', newMode = '', oldId = '', newId = '', letter = ''] = next().slice(1).split(' ');
    const moved = letter.startsWith('R') || letter.startsWith('C');
    const first = next();
    changes.push({
      path: moved ? next() : first,
      oldPath: moved ? first : null,
      status: LETTERS[letter.charAt(0)] ?? 'modified',
      old: { mode: oldMode, id: oldId },
      new: { mode: newMode, id: newId },
    });
  }
  return changes.map((change) => {
    if (at >= records.length) return { ...change, counts: null };
    const [additions = '-', deletions = '-', path = ''] = next().split('\t');
    if (path === '') at += 2;
    const binary = additions === '-';
    return {
      ...change,
      counts: binary ? null : { additions: Number(additions), deletions: Number(deletions) },
    };
  });
}

const COLON = ':'.charCodeAt(0);
