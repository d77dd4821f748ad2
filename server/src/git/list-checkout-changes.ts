import { readRecords, type TreeSide } from './read-raw-changes.js';
import { runGit, type GitOptions, type GitPlace } from './run-git.js';
import { NulReader } from './split-nul.js';

/** A path that differs between two commits. Its name is `latin1`: every byte as it is. */
export interface CheckoutChange {
  readonly path: string;
  /** `null` where the commit has no such file. */
  readonly old: TreeSide | null;
  readonly new: TreeSide | null;
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
  const changes: CheckoutChange[] = [];
  for (const { path, old, new: now } of readRecords(new NulReader(stdout), (name) =>
    name.toString('latin1'),
  )) {
    changes.push({ path, old: entryOf(old), new: entryOf(now) });
  }
  return changes;
}

const entryOf = (side: TreeSide): TreeSide | null => (side.mode === ABSENT ? null : side);

export const isSubmodule = (entry: TreeSide | null): boolean => entry?.mode === '160000';
