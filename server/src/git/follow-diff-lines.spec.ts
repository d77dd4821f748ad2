import path from 'node:path';
import {
  commitFiles,
  createRepository,
  git,
  removeFolder,
  temporaryFolder,
} from '../../test/support/git-fixture.js';
import { type DiffCommits, type DiffLines, followDiffLines } from './follow-diff-lines.js';
import { readDiffLines } from './read-diff-lines.js';

const LINES = Array.from({ length: 12 }, (_, index) => `const line${index + 1} = ${index + 1};`);
const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
const spliced = (at: number, out: number, ...added: string[]) => text(LINES.toSpliced(at - 1, out, ...added));

let folder: string;
let repository: string;
let mirror: string;
let base: string;

beforeEach(() => {
  folder = temporaryFolder();
  repository = createRepository(path.join(folder, 'r'), { 'a.ts': text(LINES) });
  mirror = path.join(repository, '.git');
  base = git(repository, 'rev-parse', 'HEAD');
});
afterEach(() => removeFolder(folder));

const old = (start: number, end = start, file = 'a.ts'): DiffLines => ({
  path: file,
  side: 'old',
  start,
  end,
});
const now = (start: number, end = start, file = 'a.ts'): DiffLines => ({
  ...old(start, end, file),
  side: 'new',
});

/** A commit of the whole content on top of another one. */
function commitOn(parent: string, files: Readonly<Record<string, string | null>>): string {
  git(repository, 'checkout', '-q', '--detach', parent);
  return commitFiles(repository, files);
}

describe('lines of a diff that are followed to a later one', () => {
  async function follow(from: DiffCommits, to: DiffCommits, lines: DiffLines) {
    const [found] = await followDiffLines(mirror, from, to, [lines]);
    return found;
  }
  const at = (start: number, end = start, file = 'a.ts') => ({ path: file, start, end });

  test('on the new side are those of the head', async () => {
    const from = { base, head: commitOn(base, { 'a.ts': spliced(4, 1, 'new') }) };
    const to = { base, head: commitOn(from.head, { 'a.ts': spliced(4, 1, 'above', 'new') }) };
    expect(await follow(from, to, now(4))).toEqual({ lines: at(5), touched: false });
    const edited = { base, head: commitOn(from.head, { 'a.ts': spliced(4, 1, 'newer') }) };
    expect(await follow(from, edited, now(4))).toEqual({ lines: null, touched: true });
  });

  describe('on the old side', () => {
    let from: DiffCommits;
    beforeEach(() => {
      from = { base, head: commitOn(base, { 'a.ts': spliced(4, 2) }) };
    });

    test('stay as long as the base does, and the head goes on removing them', async () => {
      const to = { base, head: commitOn(from.head, { 'a.ts': spliced(4, 2, 'x', 'y') }) };
      expect(await follow(from, to, old(4, 5))).toEqual({ lines: at(4, 5), touched: false });
    });

    test('are touched when the head has them again, or one of them', async () => {
      const all = { base, head: commitOn(from.head, { 'a.ts': text(LINES) }) };
      expect(await follow(from, all, old(4, 5))).toEqual({ lines: at(4, 5), touched: true });
      const one = { base, head: commitOn(from.head, { 'a.ts': spliced(4, 1) }) };
      expect(await follow(from, one, old(4, 5))).toEqual({ lines: at(4, 5), touched: true });
    });

    test('are touched when the head, which had them, removes them', async () => {
      const to = { base, head: commitOn(from.head, { 'a.ts': spliced(4, 5) }) };
      expect(await follow(from, to, old(8))).toEqual({ lines: at(8), touched: true });
      expect(await follow(from, to, old(11))).toEqual({ lines: at(11), touched: false });
    });

    test('go with the base when that moves', async () => {
      const later = commitOn(base, { 'a.ts': spliced(1, 0, 'one', 'two') });
      const to = {
        base: later,
        head: commitOn(later, { 'a.ts': text(['one', 'two', ...LINES.toSpliced(3, 2)]) }),
      };
      expect(await follow(from, to, old(4, 5))).toEqual({ lines: at(6, 7), touched: false });
    });

    test('are gone when they are changed in the base', async () => {
      const later = commitOn(base, { 'a.ts': spliced(5, 1, 'changed') });
      const to = { base: later, head: commitOn(later, { 'a.ts': spliced(4, 2) }) };
      expect(await follow(from, to, old(4, 5))).toEqual({ lines: null, touched: true });
    });

    test('are named as each diff names the file', async () => {
      const renamed = { base, head: commitOn(base, { 'a.ts': null, 'b.ts': spliced(4, 1) }) };
      const again = { base, head: commitOn(renamed.head, { 'b.ts': null, 'c.ts': spliced(4, 1) }) };
      expect(await follow(renamed, again, old(4, 4, 'b.ts'))).toEqual({
        lines: at(4, 4, 'c.ts'),
        touched: false,
      });
      expect(await follow(renamed, from, old(7, 7, 'b.ts'))).toEqual({ lines: at(7), touched: false });
    });
  });

  test('are followed on both sides at once, each in its place', async () => {
    const from = { base, head: commitOn(base, { 'a.ts': spliced(4, 1, 'new') }) };
    const to = { base, head: commitOn(from.head, { 'a.ts': spliced(4, 1, 'above', 'new') }) };
    const found = await followDiffLines(mirror, from, to, [now(9), old(9), now(4), old(4)]);
    expect(found.map(({ lines }) => lines?.start)).toEqual([10, 9, 5, 4]);
  });
});

describe('the text of lines of a diff', () => {
  const read = (head: string, lines: DiffLines) => readDiffLines(mirror, base, head, lines);

  test('is that of the side, with how many lines there are', async () => {
    const head = commitOn(base, { 'a.ts': `${spliced(2, 2, 'new')}last` });
    expect(await read(head, now(1, 2))).toEqual({ status: 'text', count: 12, lines: [LINES[0], 'new'] });
    expect(await read(head, now(12, 99))).toEqual({ status: 'text', count: 12, lines: ['last'] });
    expect(await read(head, old(3))).toEqual({ status: 'text', count: 12, lines: [LINES[2]] });
  });

  test('is nothing where there is no such file, or no text', async () => {
    const head = commitOn(base, {
      'new.ts': 'x\n',
      'picture.png': '\0\0',
      'big.txt': 'x\n'.repeat(3_000_000),
    });
    expect(await read(head, now(1))).toEqual({ status: 'not_changed' });
    expect(await read(head, old(1, 1, 'new.ts'))).toEqual({ status: 'text', count: 0, lines: [] });
    expect(await read(head, now(1, 1, 'picture.png'))).toEqual({ status: 'not_text' });
    expect(await read(head, now(1, 1, 'big.txt'))).toEqual({ status: 'not_text' });
  });
});
