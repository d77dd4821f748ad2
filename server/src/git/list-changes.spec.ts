import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  commitFiles,
  createRepository,
  git,
  removeFolder,
  temporaryFolder,
} from '../../test/support/git-fixture.js';
import { diffFile } from './diff-file.js';
import { listChanges } from './list-changes.js';
import { writePatch } from './write-patch.js';

const LINES = Array.from({ length: 60 }, (_, index) => `line ${index}\n`).join('');

describe('a diff', () => {
  let folder: string;
  let repository: string;
  let mirror: string;
  let base: string;

  beforeEach(() => {
    folder = temporaryFolder();
    repository = createRepository(path.join(folder, 'r'), {
      'a.txt': LINES,
      'old.txt': `${LINES}old\n`,
      'gone.txt': 'x\n',
      'package-lock.json': '{}\n',
      'gen/out.ts': '1\n',
      '.gitattributes': 'gen/** linguist-generated\n*.txt diff=z\na.txt -diff\n',
    });
    mirror = path.join(folder, 'mirror');
    git(folder, 'init', '-q', '--bare', mirror);
    base = toMirror(git(repository, 'rev-parse', 'HEAD'));
  });
  afterEach(() => removeFolder(folder));

  function toMirror(commit: string) {
    git(mirror, 'fetch', '-q', repository, commit);
    return commit;
  }
  const change = (files: Record<string, string | Buffer | null>) => toMirror(commitFiles(repository, files));

  const textOf = async (head: string, file: string) => {
    const diff = await diffFile(mirror, base, head, file);
    if (diff.status !== 'text') throw new Error(diff.status);
    return diff;
  };

  it('lists files with counts, renames, binaries and what is generated', async () => {
    git(repository, 'mv', 'old.txt', 'new name.txt');
    const head = change({
      'a.txt': LINES.replace('line 1\n', 'one\nmore\n'),
      'gone.txt': null,
      'package-lock.json': '{"a":1}\n',
      'gen/out.ts': '2\n',
      'picture.png': Buffer.from([0, 1, 2, 255]),
      'big.txt': 'x\n'.repeat(20_001),
    });
    const { files, stats } = await listChanges(mirror, base, head);
    const short = files.map((file) => [
      file.status,
      file.path,
      file.oldPath,
      file.additions,
      file.deletions,
      [file.binary && 'binary', file.generated && 'generated', file.tooLarge && 'too large'].filter(Boolean),
    ]);
    expect(short).toEqual([
      ['modified', 'a.txt', null, 2, 1, []],
      ['added', 'big.txt', null, 20_001, 0, ['too large']],
      ['modified', 'gen/out.ts', null, 1, 1, ['generated']],
      ['deleted', 'gone.txt', null, 0, 1, []],
      ['renamed', 'new name.txt', 'old.txt', 0, 0, []],
      ['modified', 'package-lock.json', null, 1, 1, ['generated']],
      ['added', 'picture.png', null, 0, 0, ['binary']],
    ]);
    expect(stats).toEqual({ files: 7, additions: 20_005, deletions: 4 });
  });

  it('gives a change the same fingerprint until either side is another', async () => {
    const marks = async (from: string, to: string) =>
      (await listChanges(mirror, from, to)).files.map(({ path: name, fingerprint }) => [name, fingerprint]);
    const first = change({ 'a.txt': 'one\n', 'gone.txt': 'y\n' });
    const before = await marks(base, first);
    const after = await marks(base, change({ 'a.txt': 'two\n' }));
    expect(after[0]).not.toEqual(before[0]);
    expect(after[1]).toEqual(before[1]);
  });

  it('believes the base about what is generated, not the change', async () => {
    const head = change({ '.gitattributes': '* linguist-generated\n', 'evil.ts': '1\n' });
    const { files } = await listChanges(mirror, base, head);
    expect(files.find(({ path }) => path === 'evil.ts')?.generated).toBe(false);
  });

  it('of a file is structured hunks', async () => {
    const head = change({
      'a.txt': LINES.replace('line 1\n', 'one\nmore\n').replace('line 59\n', 'end'),
    });
    const { hunks, nextHunk } = await textOf(head, 'a.txt');
    expect(nextHunk).toBeNull();
    expect(hunks).toHaveLength(2);
    expect(hunks[0]).toEqual({
      old_start: 1,
      old_lines: 5,
      new_start: 1,
      new_lines: 6,
      lines: [
        { t: ' ', text: 'line 0' },
        { t: '-', text: 'line 1' },
        { t: '+', text: 'one' },
        { t: '+', text: 'more' },
        { t: ' ', text: 'line 2' },
        { t: ' ', text: 'line 3' },
        { t: ' ', text: 'line 4' },
      ],
    });
    expect(hunks[1]!.lines.at(-1)).toEqual({ t: '+', text: 'end', no_newline: true });
  });

  it('of a long file comes in pages that join without a gap', async () => {
    const head = change({ 'long.txt': LINES.repeat(100) });
    let hunk: number | null = 0;
    let expected = 1;
    while (hunk !== null) {
      const diff = await diffFile(mirror, base, head, 'long.txt', { hunk, limit: 1000 });
      if (diff.status !== 'text') throw new Error(diff.status);
      expect(diff.hunks).toHaveLength(1);
      expect(diff.hunks[0]).toMatchObject({ old_start: 0, old_lines: 0, new_start: expected });
      expected += diff.hunks[0]!.new_lines;
      hunk = diff.nextHunk;
    }
    expect(expected).toBe(6001);
  });

  it('follows a rename, and shows links and submodules as text', async () => {
    git(repository, 'mv', 'old.txt', 'new.txt');
    git(repository, 'update-index', '--add', '--cacheinfo', `160000,${base},sub`);
    git(repository, 'commit', '-q', '-m', 'x');
    writeFileSync(path.join(repository, 'new.txt'), `${LINES}new\n`);
    git(repository, 'add', 'new.txt');
    git(repository, 'commit', '-q', '-m', 'y');
    const head = toMirror(git(repository, 'rev-parse', 'HEAD'));
    const lines = (await textOf(head, 'new.txt')).hunks.flatMap(({ lines }) => lines);
    expect(lines.filter(({ t }) => t !== ' ')).toEqual([
      { t: '-', text: 'old' },
      { t: '+', text: 'new' },
    ]);
    expect((await textOf(head, 'sub')).hunks[0]!.lines).toEqual([
      { t: '+', text: `Subproject commit ${base}` },
    ]);
  });

  it('stays safe with bytes that are not UTF-8, NULs and names like options', async () => {
    const long = Buffer.concat([Buffer.alloc(9000, 'a'), Buffer.from('\n\0nul\n')]);
    const head = change({
      '-rf': Buffer.from([0xff, 0x0a]),
      ':(top)a.txt': 'x\n',
      'new\nline\t"': 'y\n',
      'late-nul': long,
    });
    expect((await textOf(head, '-rf')).hunks[0]!.lines).toEqual([{ t: '+', text: '\uFFFD' }]);
    expect((await textOf(head, ':(top)a.txt')).hunks).toHaveLength(1);
    expect((await textOf(head, 'new\nline\t"')).hunks).toHaveLength(1);
    expect((await textOf(head, 'late-nul')).hunks[0]!.lines.at(-1)?.text).toBe('\uFFFDnul');
    expect((await textOf(head, 'late-nul')).hunks[0]!.lines[0]!.text.length).toBe(5001);
  });

  it('of a file whose name feigns a hunk shows its own lines only, and of a folder nothing', async () => {
    const name = 'gen/x\n@@ -1 +1 @@\n+evil';
    base = change({ [name]: 'old\n' });
    const head = change({ [name]: 'new\n' });
    expect((await textOf(head, name)).hunks.flatMap(({ lines }) => lines)).toEqual([
      { t: '-', text: 'old' },
      { t: '+', text: 'new' },
    ]);
    expect(await diffFile(mirror, base, head, 'gen')).toEqual({ status: 'not_changed' });
  });

  it('of what became a folder, or a file, shows its own lines only', async () => {
    const asFolder = change({ 'gone.txt': null, 'gone.txt/in': '1\n' });
    const toFolder = await textOf(asFolder, 'gone.txt');
    expect(toFolder.hunks.flatMap(({ lines }) => lines)).toEqual([{ t: '-', text: 'x' }]);
    base = asFolder;
    rmSync(path.join(repository, 'gone.txt'), { recursive: true });
    const toFile = await textOf(change({ 'gone.txt': '2\n' }), 'gone.txt');
    expect(toFile.hunks.flatMap(({ lines }) => lines)).toEqual([{ t: '+', text: '2' }]);
  });

  it('of a file that became a link shows both', async () => {
    git(repository, 'rm', '-q', 'gone.txt');
    symlinkSync('elsewhere', path.join(repository, 'gone.txt'));
    git(repository, 'add', 'gone.txt');
    git(repository, 'commit', '-q', '-m', 'x');
    const head = toMirror(git(repository, 'rev-parse', 'HEAD'));
    expect((await textOf(head, 'gone.txt')).hunks.flatMap(({ lines }) => lines)).toEqual([
      { t: '-', text: 'x' },
      { t: '+', text: 'elsewhere', no_newline: true },
    ]);
  });

  it('finds a file whose name is not UTF-8 by the name that was shown', async () => {
    const blob = git(repository, 'rev-parse', `${base}:gone.txt`);
    const tree = path.join(folder, 'tree');
    writeFileSync(tree, Buffer.concat([Buffer.from(`100644 blob ${blob}\t`), Buffer.from([0xff, 0x61, 0])]));
    const { execFileSync } = await import('node:child_process');
    const id = execFileSync('/bin/sh', ['-c', `git -C ${mirror} mktree -z < ${tree}`])
      .toString()
      .trim();
    const [file] = (await listChanges(mirror, base, id)).files.filter(({ path }) => path.endsWith('a'));
    expect(file).toMatchObject({ path: '\uFFFDa' });
    expect(await diffFile(mirror, base, id, '\uFFFDa')).toMatchObject({ status: 'text' });
  });

  it('says what it does not show', async () => {
    const head = change({
      bin: Buffer.from([0, 1]),
      huge: Buffer.alloc(6 * 1024 * 1024, 'a\n'),
    });
    expect(await diffFile(mirror, base, head, 'bin')).toEqual({ status: 'binary', path: 'bin' });
    expect(await diffFile(mirror, base, head, 'huge')).toEqual({ status: 'too_large', path: 'huge' });
    expect(await diffFile(mirror, base, head, 'a.txt')).toEqual({ status: 'not_changed' });
  });

  it('runs no external diff and no textconv, and writes a patch that applies', async () => {
    const canary = path.join(folder, 'canary');
    for (const key of ['diff.external', 'diff.z.command', 'diff.z.textconv']) {
      git(mirror, 'config', key, `touch ${canary}; cat`);
    }
    const head = change({
      'old.txt': 'new\n',
      bin: Buffer.from([0, 255, 1]),
      'gone.txt': null,
    });
    await listChanges(mirror, base, head);
    await textOf(head, 'old.txt');
    const file = path.join(folder, 'patch');
    await writePatch(mirror, base, head, file);
    expect(() => readFileSync(canary)).toThrow();
    git(repository, 'checkout', '-q', '--detach', base);
    git(repository, 'apply', '--index', file);
    expect(git(repository, 'write-tree')).toBe(git(repository, 'rev-parse', `${head}^{tree}`));
  });
});
