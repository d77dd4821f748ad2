import type { DiffFile } from '@/lib/api/types';

export interface TreeFolder {
  folder: string;
  files: { file: DiffFile; name: string }[];
}

/** Files by folder, both in the order of the diff: flat enough to read, deep enough to find. */
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
