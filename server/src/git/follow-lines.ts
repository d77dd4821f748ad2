import { MAX_SHOWN_BYTES } from './list-changes.js';
import { PLAIN_DIFF, readRawChanges, type RawChange } from './read-raw-changes.js';
import { runGit } from './run-git.js';

/** Lines of a file, from `start` to `end`, both among them and counted from 1. */
export interface FileLines {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Where lines of one commit are in another, through renames. `null` for lines that were changed there, came apart, or
 * are gone, and for those of a file that is no text any more. Throws GitError.
 */
export async function followLines(
  mirror: string,
  from: string,
  to: string,
  wanted: readonly FileLines[],
): Promise<(FileLines | null)[]> {
  if (wanted.length === 0 || from === to) return [...wanted];
  const changes = new Map((await readRawChanges(mirror, from, to)).filter(wasThere).map(byOldPath));
  const moves = new Map<string, Move>();
  for (const path of new Set(wanted.map((lines) => lines.path))) {
    const change = changes.get(path);
    if (change) moves.set(path, { path: change.path, hunks: await readHunks(mirror, change) });
  }
  return wanted.map((lines) => {
    const move = moves.get(lines.path);
    return move ? follow(lines, move) : lines;
  });
}

interface Move {
  readonly path: string;
  /** `null` when no line can be told from another. */
  readonly hunks: readonly Hunk[] | null;
}

/** Lines taken out at `first`, and how many came in their place; without any taken out, they come before `first`. */
interface Hunk {
  readonly first: number;
  readonly out: number;
  readonly in: number;
}

const wasThere = ({ old }: RawChange): boolean => old.mode !== '000000';
const byOldPath = (change: RawChange): [string, RawChange] => [change.oldPath ?? change.path, change];

function follow({ start, end }: FileLines, { path, hunks }: Move): FileLines | null {
  if (hunks === null) return null;
  let moved = 0;
  for (const hunk of hunks) {
    if (hunk.first > end) break;
    const isApart = hunk.out > 0 ? hunk.first + hunk.out > start : hunk.first > start;
    if (isApart) return null;
    moved += hunk.in - hunk.out;
  }
  return { path, start: start + moved, end: end + moved };
}

// A line that only gets the line end that it lacked at the end of its file stays the same line.
const SHAPE = ['-U0', '--inter-hunk-context=0', '--no-renames', '--ignore-cr-at-eol', ...PLAIN_DIFF];

async function readHunks(mirror: string, { old, new: now }: RawChange): Promise<Hunk[] | null> {
  if (kindOf(old.mode) !== kindOf(now.mode)) return null;
  if (old.id === now.id) return [];
  if (old.mode === SUBMODULE) return null;
  const { stdout } = await runGit(
    { gitDir: mirror },
    ['diff', ...SHAPE, '--end-of-options', old.id, now.id],
    // What is larger is binary for git, and not read: then it has no hunks.
    { settings: { 'core.bigFileThreshold': String(MAX_SHOWN_BYTES) } },
  );
  if (stdout.includes('\nBinary files ')) return null;
  // By `\n` alone: other line ends are text of a line, which could feign a hunk.
  return stdout.toString('latin1').split('\n').flatMap(parseHeader);
}

const SUBMODULE = '160000';
/** Regular files, symbolic links and submodules have nothing in common. */
const kindOf = (mode: string): string => mode.slice(0, 3);

const HEADER = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

function parseHeader(line: string): Hunk[] {
  const found = HEADER.exec(line);
  if (found === null) return [];
  const [, at, removed = '1', added = '1'] = found;
  const out = Number(removed);
  // With nothing taken out, git names the line before.
  return [{ first: Number(at) + (out === 0 ? 1 : 0), out, in: Number(added) }];
}
