import { findRootAttributes, listMarkedGenerated, looksGenerated } from './generated-files.js';
import { readRawChanges, type ChangeStatus, type RawChange } from './read-raw-changes.js';
import { runGit } from './run-git.js';

export interface ChangedFile {
  readonly path: string;
  readonly oldPath: string | null;
  readonly status: ChangeStatus;
  readonly additions: number;
  readonly deletions: number;
  readonly binary: boolean;
  readonly generated: boolean;
  /** Not shown in a diff: more than 20,000 changed lines, or more than 5 MiB on one side. */
  readonly tooLarge: boolean;
  /** Another one as soon as either side of the change is another. */
  readonly fingerprint: string;
}

export interface ChangeList {
  readonly stats: { readonly files: number; readonly additions: number; readonly deletions: number };
  readonly files: readonly ChangedFile[];
}

/** Lines, added and removed together, above which a file counts as too large to show. */
export const MAX_SHOWN_LINES = 20_000;
/** Bytes of either side above which a file counts as too large to show. */
export const MAX_SHOWN_BYTES = 5 * 1024 * 1024;

/** The files that differ between two commits, with renames found, counts, and what a reader may skip. */
export async function listChanges(mirror: string, base: string, head: string): Promise<ChangeList> {
  const [changes, attributes] = await Promise.all([
    readRawChanges(mirror, base, head, { counts: true }),
    // The base's word, not the agent's: nobody hides a change by calling it generated.
    findRootAttributes(mirror, base),
  ]);
  const paths = changes.map(({ path }) => path);
  const [sizes, marked] = await Promise.all([
    readSizes(mirror, changes.flatMap(blobsOf)),
    listMarkedGenerated(mirror, attributes, paths),
  ]);
  const files = changes.map((change): ChangedFile => {
    const { additions, deletions } = change.counts ?? { additions: 0, deletions: 0 };
    const bytes = Math.max(0, ...blobsOf(change).map((id) => sizes.get(id) ?? 0));
    return {
      path: change.path,
      oldPath: change.oldPath,
      status: change.status,
      additions,
      deletions,
      binary: change.counts === null,
      generated: looksGenerated(change.path) || marked.has(change.path),
      tooLarge: additions + deletions > MAX_SHOWN_LINES || bytes > MAX_SHOWN_BYTES,
      fingerprint: [change.old.id, change.new.id].map((id) => id.slice(0, 16)).join('-'),
    };
  });
  return { stats: { files: files.length, ...total(files) }, files };
}

function blobsOf(change: RawChange): string[] {
  return [change.old, change.new].filter(({ mode }) => isBlob(mode)).map(({ id }) => id);
}

function isBlob(mode: string): boolean {
  return mode !== '000000' && mode !== '160000';
}

/** Sizes of objects in bytes. */
export async function readSizes(
  mirror: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const args = ['cat-file', '--batch-check=%(objectname) %(objectsize)'];
  const input = `${[...new Set(ids)].join('\n')}\n`;
  const { stdout } = await runGit({ gitDir: mirror }, args, { input });
  const lines = stdout.toString().trim().split('\n');
  return new Map(lines.map((line) => line.split(' ')).map(([id = '', size]) => [id, Number(size) || 0]));
}

function total(files: readonly ChangedFile[]) {
  return {
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
  };
}
