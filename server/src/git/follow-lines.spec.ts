import path from 'node:path';
import {
  commitAll,
  commitFiles,
  createRepository,
  git,
  removeFolder,
  temporaryFolder,
  writeFiles,
} from '../../test/support/git-fixture.js';
import { followLines } from './follow-lines.js';

/** Twenty lines of their own, so that none is taken for another. */
const LINES = Array.from({ length: 20 }, (_, index) => `const line${index + 1} = ${index + 1};`);
const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
/** The file with lines put in, or taken out, before line `at`. */
const spliced = (at: number, out: number, ...added: string[]) => text(LINES.toSpliced(at - 1, out, ...added));

describe('lines that are followed from one commit to another', () => {
  let folder: string;
  let repository: string;
  let from: string;

  beforeEach(() => {
    folder = temporaryFolder();
    repository = createRepository(path.join(folder, 'r'), {
      'src/a.ts': text(LINES),
      'other.ts': 'other\n',
    });
    from = git(repository, 'rev-parse', 'HEAD');
  });
  afterEach(() => removeFolder(folder));

  async function follow(to: string, start: number, end = start, file = 'src/a.ts') {
    const mirror = path.join(repository, '.git');
    const [found] = await followLines(mirror, from, to, [{ path: file, start, end }]);
    return found && [found.path, found.start, found.end];
  }
  const changeTo = (content: string) => commitFiles(repository, { 'src/a.ts': content });

  test('stay where they are in a commit that leaves the file alone', async () => {
    expect(await follow(from, 7)).toEqual(['src/a.ts', 7, 7]);
    expect(await follow(commitFiles(repository, { 'other.ts': 'x\n' }), 7, 9)).toEqual(['src/a.ts', 7, 9]);
  });

  test.each<[string, () => string, number | null]>([
    ['go down when lines are put in above', () => spliced(3, 0, 'new', 'newer'), 9],
    ['go down when a line is put in right above', () => spliced(7, 0, 'new'), 8],
    ['stay when a line is put in right below', () => spliced(8, 0, 'new'), 7],
    ['stay when lines below change', () => spliced(9, 3, 'changed'), 7],
    ['go up when lines above are removed', () => spliced(1, 4), 3],
    ['go with what the lines above become', () => spliced(2, 2, 'one', 'two', 'three'), 8],
    ['stay when the line above is changed', () => spliced(6, 1, 'changed'), 7],
    ['stay when the line below is removed', () => spliced(8, 1), 7],
    ['are lost when the line is edited', () => spliced(7, 1, 'const line7 = 70;'), null],
    ['are lost when only white space of the line is edited', () => spliced(7, 1, `  ${LINES[6]!}`), null],
    ['are lost when the line is removed', () => spliced(7, 1), null],
    ['are lost when a removal reaches over the line', () => spliced(5, 6), null],
    ['are lost with all content', () => '', null],
  ])('%s', async (_what, content, line) => {
    expect(await follow(changeTo(content()), 7)).toEqual(line === null ? null : ['src/a.ts', line, line]);
  });

  test.each<[string, () => string, number | null]>([
    ['stay together when lines move above', () => spliced(1, 0, 'new'), 6],
    ['stay together when the next line below changes', () => spliced(9, 1, 'changed'), 5],
    ['are lost when the first of them changes', () => spliced(5, 1, 'changed'), null],
    ['are lost when the last of them changes', () => spliced(8, 1, 'changed'), null],
    ['are lost when something comes between them', () => spliced(7, 0, 'between'), null],
    ['stay together when something comes before the first', () => spliced(5, 0, 'before'), 6],
    ['stay together when something comes after the last', () => spliced(9, 0, 'after'), 5],
  ])('several at once %s', async (_what, content, first) => {
    const expected = first === null ? null : ['src/a.ts', first, first + 3];
    expect(await follow(changeTo(content()), 5, 8)).toEqual(expected);
  });

  test('add up over several hunks', async () => {
    const lines = LINES.toSpliced(14, 1, 'changed')
      .toSpliced(9, 2)
      .toSpliced(5, 0, 'a', 'b', 'c')
      .toSpliced(0, 1);
    const to = changeTo(text(lines));
    expect(await follow(to, 3)).toEqual(['src/a.ts', 2, 2]);
    expect(await follow(to, 8)).toEqual(['src/a.ts', 10, 10]);
    expect(await follow(to, 13, 14)).toEqual(['src/a.ts', 13, 14]);
    expect(await follow(to, 20)).toEqual(['src/a.ts', 20, 20]);
    expect(await follow(to, 10)).toBeNull();
    expect(await follow(to, 15)).toBeNull();
  });

  test('come along when the file is renamed and edited elsewhere', async () => {
    git(repository, 'mv', 'src/a.ts', 'renamed.ts');
    writeFiles(repository, { 'renamed.ts': spliced(2, 0, 'new') });
    expect(await follow(commitAll(repository), 7)).toEqual(['renamed.ts', 8, 8]);
  });

  test('do not go to a file that only took the name', async () => {
    git(repository, 'mv', 'src/a.ts', 'renamed.ts');
    writeFiles(repository, { 'src/a.ts': 'something else\n' });
    expect(await follow(commitAll(repository), 7)).toBeNull();
  });

  test('are lost with their file', async () => {
    expect(await follow(commitFiles(repository, { 'src/a.ts': null }), 7)).toBeNull();
  });

  test('are lost when the file becomes something else', async () => {
    expect(await follow(changeTo('\0\0\0binary\0'), 7)).toBeNull();
    git(repository, 'rm', '-q', '-f', 'src/a.ts');
    expect(await follow(commitFiles(repository, { 'src/a.ts/index.ts': 'x\n' }), 7)).toBeNull();
  });

  test('stay when only the mode changes', async () => {
    git(repository, 'update-index', '--chmod=+x', 'src/a.ts');
    git(repository, 'commit', '-q', '-m', 'mode');
    expect(await follow(git(repository, 'rev-parse', 'HEAD'), 7)).toEqual(['src/a.ts', 7, 7]);
  });

  test('stay when the last line gets the line end that it lacked, and text after it', async () => {
    from = changeTo(text(LINES).trimEnd());
    expect(await follow(changeTo(`${text(LINES)}more\n`), 20)).toEqual(['src/a.ts', 20, 20]);
  });

  test('are not led astray by text that looks like a hunk, whatever ends its lines', async () => {
    const feint = 'x\r@@ -1,1 +1,40 @@\r@@ -1 +1 @@';
    const to = changeTo(spliced(3, 0, feint, '@@ -1,2 +3,4 @@', '-- a', '++ b'));
    expect(await follow(to, 7)).toEqual(['src/a.ts', 11, 11]);
  });

  test('are found in a file whose name git quotes', async () => {
    const name = 'src/ä "b"\tc.ts';
    from = commitFiles(repository, { [name]: text(LINES) });
    const to = commitFiles(repository, { [name]: spliced(1, 0, 'new') });
    expect(await follow(to, 7, 8, name)).toEqual([name, 8, 9]);
  });

  test('are found without running what the repository configures', async () => {
    const canary = path.join(folder, 'canary');
    commitFiles(repository, { '.gitattributes': '*.ts diff=evil\n' });
    git(repository, 'config', 'diff.evil.textconv', `touch ${canary}; cat`);
    git(repository, 'config', 'diff.evil.command', `touch ${canary}`);
    expect(await follow(changeTo(spliced(1, 0, 'new')), 7)).toEqual(['src/a.ts', 8, 8]);
    expect(() => git(folder, 'hash-object', canary)).toThrow();
  });

  test('are followed many at once', async () => {
    const to = commitFiles(repository, { 'src/a.ts': spliced(2, 1), 'other.ts': 'new\nother\n' });
    const wanted = [
      { path: 'other.ts', start: 1, end: 1 },
      { path: 'src/a.ts', start: 2, end: 2 },
      { path: 'src/a.ts', start: 5, end: 6 },
    ];
    expect(await followLines(path.join(repository, '.git'), from, to, wanted)).toEqual([
      { path: 'other.ts', start: 2, end: 2 },
      null,
      { path: 'src/a.ts', start: 4, end: 5 },
    ]);
  });
});
