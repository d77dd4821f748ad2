import type { DiffSide } from '../contracts/review-comment.js';
import { type FileLines, followLines } from './follow-lines.js';
import { readRawChanges } from './read-raw-changes.js';

/** The two commits that a diff shows. */
export interface DiffCommits {
  readonly base: string;
  readonly head: string;
}

/** Lines of one side of a diff; the file is named as the diff names it. */
export interface DiffLines extends FileLines {
  readonly side: DiffSide;
}

export interface FollowedLines {
  /** Where they are in the later diff; `null` when they are not there any more. */
  readonly lines: FileLines | null;
  /** They were changed, or are gone; on the old side also: what the diff removes of them is not the same any more. */
  readonly touched: boolean;
}

/** What became of lines of a diff in a later one of the same change; throws GitError. */
export async function followDiffLines(
  mirror: string,
  from: DiffCommits,
  to: DiffCommits,
  wanted: readonly DiffLines[],
): Promise<FollowedLines[]> {
  const ofSide = (side: DiffSide) => wanted.filter((lines) => lines.side === side);
  const [inHead, inBase] = await Promise.all([
    followNewSide(mirror, from, to, ofSide('new')),
    followOldSide(mirror, from, to, ofSide('old')),
  ]);
  // Each side in its own order.
  return wanted.map(({ side }) => (side === 'new' ? inHead : inBase).shift() ?? GONE);
}

async function followNewSide(
  mirror: string,
  from: DiffCommits,
  to: DiffCommits,
  wanted: readonly FileLines[],
): Promise<FollowedLines[]> {
  const found = await followLines(mirror, from.head, to.head, wanted);
  return found.map((lines) => {
    if (lines === null) return GONE;
    const { path, start, end } = lines;
    return { lines: { path, start, end }, touched: false };
  });
}

const GONE: FollowedLines = { lines: null, touched: true };

async function followOldSide(
  mirror: string,
  from: DiffCommits,
  to: DiffCommits,
  wanted: readonly FileLines[],
): Promise<FollowedLines[]> {
  if (wanted.length === 0) return [];
  const names = new Map((await renamesOf(mirror, from)).map(({ base, head }) => [head, base]));
  const laterNames = new Map((await renamesOf(mirror, to)).map(({ base, head }) => [base, head]));
  const before = wanted.map(({ path, start, end }) => ({ path: names.get(path) ?? path, start, end }));
  const after = await followLines(mirror, from.base, to.base, before);
  const [keptBefore, keptAfter] = await Promise.all([
    keptLines(mirror, from, before),
    keptLines(mirror, to, after),
  ]);
  return after.map((lines, index) => {
    if (lines === null) return GONE;
    const touched = keptBefore[index] !== keptAfter[index];
    return { lines: { ...lines, path: laterNames.get(lines.path) ?? lines.path }, touched };
  });
}

/** Of each range which lines of the base the head still has, as a text to compare. */
async function keptLines(
  mirror: string,
  { base, head }: DiffCommits,
  ranges: readonly (FileLines | null)[],
): Promise<string[]> {
  const single = ranges.map((lines) => (lines ? eachLine(lines) : []));
  const found = await followLines(mirror, base, head, single.flat());
  let at = 0;
  return single.map((lines) =>
    found
      .slice(at, (at += lines.length))
      .map((line) => (line ? '+' : '-'))
      .join(''),
  );
}

const eachLine = ({ path, start, end }: FileLines): FileLines[] =>
  Array.from({ length: end - start + 1 }, (_, index) => ({ path, start: start + index, end: start + index }));

async function renamesOf(
  mirror: string,
  { base, head }: DiffCommits,
): Promise<{ base: string; head: string }[]> {
  const changes = await readRawChanges(mirror, base, head);
  return changes.flatMap(({ path, oldPath }) => (oldPath === null ? [] : [{ base: oldPath, head: path }]));
}
