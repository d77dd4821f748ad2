import { PLAIN_DIFF, readCounts } from './read-raw-changes.js';
import { runGit } from './run-git.js';
import { NulReader } from './split-nul.js';

export interface ChangeSum {
  readonly stats: { readonly files: number; readonly additions: number; readonly deletions: number };
  /** All that differ; of a renamed file both names. */
  readonly paths: readonly string[];
  /** The first ones. */
  readonly files: readonly {
    readonly path: string;
    readonly additions: number;
    readonly deletions: number;
  }[];
}

/** How much differs between two commits, and the first `atMost` files that do; renames are found. Throws GitError. */
export async function sumChanges(
  mirror: string,
  base: string,
  head: string,
  atMost: number,
): Promise<ChangeSum> {
  const args = ['diff-tree', '-r', '-z', '--numstat', '-M', ...PLAIN_DIFF, '--end-of-options', base, head];
  const { stdout } = await runGit({ gitDir: mirror }, args, { maxOutputBytes: 256 * 1024 * 1024 });
  const stats = { files: 0, additions: 0, deletions: 0 };
  const paths: string[] = [];
  const files: { path: string; additions: number; deletions: number }[] = [];
  for (const reader = new NulReader(stdout); !reader.isAtEnd;) {
    const { path, oldPath, counts } = readCounts(reader);
    const { additions, deletions } = counts ?? { additions: 0, deletions: 0 };
    paths.push(path, ...(oldPath === null ? [] : [oldPath]));
    stats.files += 1;
    stats.additions += additions;
    stats.deletions += deletions;
    if (files.length < atMost) files.push({ path, additions, deletions });
  }
  return { stats, paths, files };
}
