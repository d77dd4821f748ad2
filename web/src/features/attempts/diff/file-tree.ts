import type { DiffFile } from '@/lib/api/types';

export interface TreeFolder {
  folder: string;
  files: { file: DiffFile; name: string }[];
}

const BY_NAME = new Intl.Collator('en', { numeric: true });

/** In each folder its folders before its files, and both by name. */
function compareFiles(a: readonly string[], b: readonly string[]): number {
  const fork = a.findIndex((name, depth) => name !== b[depth]);
  const isFile = (path: readonly string[]) => Number(fork === path.length - 1);
  return isFile(a) - isFile(b) || BY_NAME.compare(a[fork] ?? '', b[fork] ?? '');
}

/** The order of the tree, of the diff beside it, and of the keys that lead from one file to the next. */
export const inTreeOrder = (files: readonly DiffFile[]): readonly DiffFile[] =>
  files
    .map((file) => ({ file, names: file.path.split('/') }))
    .sort((a, b) => compareFiles(a.names, b.names))
    .map(({ file }) => file);

/** Files by folder, both in the order of the files: flat enough to read, deep enough to find. */
export function foldersOf(files: readonly DiffFile[]): TreeFolder[] {
  const folders = new Map<string, TreeFolder>();
  for (const file of files) {
    const cut = file.path.lastIndexOf('/');
    const folder = cut < 0 ? '' : file.path.slice(0, cut);
    const entry = folders.get(folder) ?? { folder, files: [] };
    entry.files.push({ file, name: file.path.slice(cut + 1) });
    folders.set(folder, entry);
  }
  return [...folders.values()];
}

/** What is not simply a change, in words. */
export const STATUS_WORDS: Readonly<Record<string, string>> = {
  added: 'new',
  deleted: 'deleted',
  renamed: 'renamed',
  copied: 'copied',
  type_changed: 'type changed',
};

/** More changed lines than anybody reads before asking for them. */
const LARGE = 800;

export function collapsedBecause(file: DiffFile): string | null {
  if (file.binary) return 'Binary file';
  if (file.too_large) return 'Too large to show';
  if (file.generated) return 'Generated file';
  const lines = file.additions + file.deletions;
  return lines > LARGE ? `${lines} changed lines` : null;
}
