import { safeText } from './safe-text.js';

export interface DiffLine {
  readonly t: ' ' | '+' | '-';
  readonly text: string;
  /** The file ends here without a line end. */
  readonly no_newline?: true;
}

export interface DiffHunk {
  readonly old_start: number;
  readonly old_lines: number;
  readonly new_start: number;
  readonly new_lines: number;
  readonly lines: readonly DiffLine[];
}

const MAX_LINE = 5_000;
const HEADER = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/** The hunks of one file's unified diff, none longer than `maxLines`: longer ones are split in place. */
export function parseHunks(patch: Buffer, maxLines: number): DiffHunk[] {
  const hunks: DiffHunk[] = [];
  let open: { old: number; new: number; lines: DiffLine[] } | null = null;
  const close = () => {
    if (open === null || open.lines.length === 0) return;
    hunks.push(toHunk(open));
    open = { old: open.old + count(open.lines, '+'), new: open.new + count(open.lines, '-'), lines: [] };
  };
  for (const line of linesOf(patch)) {
    const header = line[0] === AT ? HEADER.exec(line.toString('latin1')) : null;
    if (header !== null) {
      close();
      open = { old: Number(header[1]), new: Number(header[2]), lines: [] };
    } else if (open !== null) {
      if (open.lines.length >= maxLines && line[0] !== BACKSLASH) close();
      addLine(open.lines, line);
    }
  }
  close();
  return hunks;
}

const [AT, BACKSLASH, NEWLINE] = [0x40, 0x5c, 0x0a];

function addLine(lines: DiffLine[], line: Buffer): void {
  const t = line.toString('latin1', 0, 1);
  const last = lines.at(-1);
  if (t === '\\' && last !== undefined) lines[lines.length - 1] = { ...last, no_newline: true };
  if (t !== ' ' && t !== '+' && t !== '-') return;
  const text = safeText(line.subarray(1, MAX_LINE * 4));
  lines.push({ t, text: text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text });
}

function toHunk(open: { old: number; new: number; lines: readonly DiffLine[] }): DiffHunk {
  const [old_lines, new_lines] = [count(open.lines, '+'), count(open.lines, '-')];
  return { old_start: open.old, old_lines, new_start: open.new, new_lines, lines: open.lines };
}

// Lines of one side are all but those that only the other has.
function count(lines: readonly DiffLine[], otherSide: '+' | '-'): number {
  return lines.filter(({ t }) => t !== otherSide).length;
}

function* linesOf(patch: Buffer): Generator<Buffer> {
  let start = 0;
  while (start < patch.length) {
    const end = patch.indexOf(NEWLINE, start);
    yield patch.subarray(start, end === -1 ? patch.length : end);
    start = end === -1 ? patch.length : end + 1;
  }
}
