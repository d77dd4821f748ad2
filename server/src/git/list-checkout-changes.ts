import { runGit, type GitOptions, type GitPlace } from './run-git.js';
import { splitNul } from './split-nul.js';

/** A path that differs between two commits. Its name is `latin1`: every byte as it is. */
export interface CheckoutChange {
  readonly path: string;
  /** `null` where the commit has no such file. */
  readonly old: TreeEntry | null;
  readonly new: TreeEntry | null;
}

export interface TreeEntry {
  readonly mode: string;
  readonly id: string;
}

const ABSENT = '000000';

/** What an update of a checkout from one commit to another has to do. */
export async function listCheckoutChanges(
  place: GitPlace,
  from: string,
  to: string,
  options: GitOptions = {},
): Promise<CheckoutChange[]> {
  const args = [
    'diff-tree',
    '-r',
    '-z',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    '--end-of-options',
    from,
    to,
  ];
  const { stdout } = await runGit(place, args, { maxOutputBytes: 256 * 1024 * 1024, ...options });
  const records = splitNul(stdout).map((record) => record.toString('latin1'));
  const changes: CheckoutChange[] = [];
  // `:old new id id status`, path
  for (let at = 0; at + 1 < records.length; at += 2) {
    const [oldMode = '', newMode = '', oldId = '', newId = ''] = (records[at] ?? '').slice(1).split(' ');
    changes.push({
      path: records[at + 1] ?? '',
      old: oldMode === ABSENT ? null : { mode: oldMode, id: oldId },
      new: newMode === ABSENT ? null : { mode: newMode, id: newId },
    });
  }
  return changes;
}

export const isSubmodule = (entry: TreeEntry | null): boolean => entry?.mode === '160000';
