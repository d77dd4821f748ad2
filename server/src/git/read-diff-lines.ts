import type { DiffLines } from './follow-diff-lines.js';
import { MAX_SHOWN_BYTES, readSizes } from './list-changes.js';
import { readRawChanges } from './read-raw-changes.js';
import { runGit } from './run-git.js';
import { safeText } from './safe-text.js';

export type DiffText =
  | {
      readonly status: 'text';
      /** Of the whole file on that side; 0 where there is no such file. */
      readonly count: number;
      /** Those of the wanted lines that there are. */
      readonly lines: readonly string[];
    }
  | { readonly status: 'not_changed' }
  | { readonly status: 'not_text' };

/** The text of lines of one side of a diff; throws GitError. */
export async function readDiffLines(
  mirror: string,
  base: string,
  head: string,
  { path, side, start, end }: DiffLines,
): Promise<DiffText> {
  const change = (await readRawChanges(mirror, base, head)).find((one) => one.path === path);
  if (change === undefined) return { status: 'not_changed' };
  const { mode, id } = change[side];
  if (mode === '000000') return { status: 'text', count: 0, lines: [] };
  const text = mode === '160000' ? Buffer.from(`Subproject commit ${id}`) : await readText(mirror, id);
  if (text === null) return { status: 'not_text' };
  const all = splitLines(text);
  return { status: 'text', count: all.length, lines: all.slice(start - 1, end).map(safeText) };
}

/** As many bytes as git looks at to tell text from what is none. */
const FIRST_BYTES = 8_000;

async function readText(mirror: string, id: string): Promise<Buffer | null> {
  const size = (await readSizes(mirror, [id])).get(id) ?? 0;
  if (size > MAX_SHOWN_BYTES) return null;
  const { stdout } = await runGit({ gitDir: mirror }, ['cat-file', 'blob', id]);
  return stdout.subarray(0, FIRST_BYTES).includes(0) ? null : stdout;
}

function splitLines(text: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < text.length;) {
    const found = text.indexOf(NEWLINE, start);
    const end = found === -1 ? text.length : found;
    lines.push(text.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

const NEWLINE = '\n'.charCodeAt(0);
