import { runGit, type GitPlace } from './run-git.js';
import { splitNul } from './split-nul.js';

/** The root folder of a commit's tree. */
export interface RootEntries {
  readonly names: ReadonlySet<string>;
  /** Text of those of the wanted files that are there and not larger than `maxBytes`. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads the root of what `revision` names, and the text of some files there; throws GitError. */
export async function readRootFiles(
  place: GitPlace,
  revision: string,
  wanted: readonly string[],
  maxBytes: number,
): Promise<RootEntries> {
  const args = ['ls-tree', '-z', '--long', '--end-of-options', revision];
  const { stdout } = await runGit(place, args, { maxOutputBytes: 4 * 1024 * 1024 });
  const entries = splitNul(stdout).flatMap((line) => parseEntry(line.toString()));
  const texts = new Map<string, string>();
  for (const { name, type, oid, size } of entries) {
    if (type !== 'blob' || size > maxBytes || !wanted.includes(name)) continue;
    texts.set(name, (await runGit(place, ['cat-file', 'blob', oid])).stdout.toString());
  }
  return { names: new Set(entries.map(({ name }) => name)), texts };
}

// `<mode> <type> <object> <size, padded><TAB><name>`; a folder's size is `-`, that of a file which is not there `BAD`.
function parseEntry(line: string): { name: string; type: string; oid: string; size: number }[] {
  const match = /^\d+ (\w+) ([0-9a-f]+) +(\d+|-|BAD)\t(.*)$/s.exec(line);
  const [, type, oid, size, name] = match ?? [];
  if (type === undefined || oid === undefined || name === undefined) return [];
  return [{ name, type, oid, size: SIZES.get(size) ?? Number(size) }];
}

const SIZES: ReadonlyMap<string | undefined, number> = new Map([
  ['-', 0],
  ['BAD', Infinity],
]);
