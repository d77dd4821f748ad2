import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {
  commitFiles,
  createRepository,
  git,
  removeFolder,
  temporaryFolder,
  writeFiles,
} from '../../test/support/git-fixture.js';
import { hashFolder } from '../../test/support/hash-folder.js';
import { commitTree } from './commit-tree.js';
import { deliverToLocal } from './deliver-to-local.js';
import { ensureMirror } from './ensure-mirror.js';
import { fetchMirror } from './fetch-mirror.js';

const LINES = Array.from({ length: 20 }, (_, index) => `line ${index}\n`).join('');
const person = { name: 'Ant', email: 'ant@example.org', date: new Date(1_700_000_000_000) };

describe('delivering into a local repository', () => {
  let folder: string;
  let repository: string;
  let mirror: string;
  let base: string;
  let commit: string;

  beforeEach(async () => {
    folder = temporaryFolder();
    mirror = path.join(folder, 'mirror');
    repository = createRepository(path.join(folder, 'repository'), {
      'a.txt': 'a\n',
      '.gitignore': 'ignored\n',
    });
    base = git(repository, 'rev-parse', 'HEAD');
    await ensureMirror(mirror);
    await fetchMirror(mirror, { kind: 'local', path: repository });
    const draft = path.join(folder, 'draft');
    git(folder, 'clone', '-q', repository, draft);
    const made = commitFiles(draft, { 'a.txt': 'A\n', 'new.txt': 'n\n', ignored: 'i\n' });
    git(mirror, 'fetch', '-q', draft, made);
    commit = await commitTree(mirror, {
      tree: git(mirror, 'rev-parse', `${made}^{tree}`),
      parents: [base],
      message: 'work',
      author: person,
      committer: person,
    });
  });
  afterEach(() => removeFolder(folder));

  const deliver = (where = repository) =>
    deliverToLocal({
      repository: where,
      mirror,
      branch: 'main',
      commit,
      expectedOld: base,
      committer: person,
    });
  const status = (where = repository) => git(where, 'status', '--porcelain');
  const tip = (where = repository) => git(where, 'rev-parse', 'refs/heads/main');

  it('moves the branch and the worktree that has it checked out, and leaves nothing else', async () => {
    const config = readFileSync(path.join(repository, '.git/config'), 'utf8');
    expect(await deliver()).toEqual({
      status: 'delivered',
      checkedOut: repository,
      already: false,
      kept: [],
    });
    expect([tip(), status()]).toEqual([commit, '']);
    expect(git(repository, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
    expect(existsSync(path.join(repository, '.git/FETCH_HEAD'))).toBe(false);
    expect(readFileSync(path.join(repository, '.git/config'), 'utf8')).toBe(config);
  });

  it('does it once', async () => {
    await deliver();
    const later = commitFiles(repository, { later: '1' });
    expect(await deliver()).toEqual({ status: 'delivered', checkedOut: repository, already: true, kept: [] });
    expect(tip()).toBe(later);
  });

  it('moves only the ref when the branch is not checked out', async () => {
    git(repository, 'checkout', '-q', '-b', 'other');
    writeFiles(repository, { 'a.txt': 'dirty\n' });
    expect(await deliver()).toEqual({ status: 'delivered', checkedOut: null, already: false, kept: [] });
    expect([tip(), status()]).toEqual([commit, ' M a.txt']);
  });

  it('works for a bare repository', async () => {
    const bare = path.join(folder, 'bare.git');
    git(folder, 'clone', '-q', '--bare', repository, bare);
    expect(await deliver(bare)).toEqual({ status: 'delivered', checkedOut: null, already: false, kept: [] });
    expect(tip(bare)).toBe(commit);
  });

  it('works for a linked worktree, asked by either path', async () => {
    const linked = path.join(folder, 'linked');
    git(repository, 'checkout', '-q', '-b', 'other');
    git(repository, 'worktree', 'add', '-q', linked, 'main');
    expect(await deliver(linked)).toEqual({
      status: 'delivered',
      checkedOut: linked,
      already: false,
      kept: [],
    });
    expect(await deliver(repository)).toMatchObject({ status: 'delivered', already: true, kept: [] });
    expect([status(linked), status()]).toEqual(['', '']);
  });

  it('sees uncommitted work in a linked worktree', async () => {
    const linked = path.join(folder, 'linked');
    git(repository, 'checkout', '-q', '-b', 'other');
    git(repository, 'worktree', 'add', '-q', linked, 'main');
    writeFiles(linked, { 'a.txt': 'dirty\n' });
    expect(await deliver()).toEqual({ status: 'checkout_dirty', paths: ['a.txt'], worktree: linked });
  });

  it.each([
    ['changed', () => writeFiles(repository, { 'a.txt': 'mine\n' }), ['a.txt']],
    ['untracked and in the way', () => writeFiles(repository, { 'new.txt': 'mine\n' }), ['new.txt']],
    ['ignored and in the way', () => writeFiles(repository, { ignored: 'mine\n' }), ['ignored']],
    [
      'staged',
      () => {
        writeFiles(repository, { 'x y': '1' });
        git(repository, 'add', 'x y');
      },
      ['x y'],
    ],
  ])('leaves a checkout alone where a file is %s', async (_, change, paths) => {
    change();
    const before = [status(), readFileSync(path.join(repository, 'a.txt'), 'utf8')];
    expect(await deliver()).toEqual({ status: 'checkout_dirty', paths, worktree: repository });
    expect([status(), readFileSync(path.join(repository, 'a.txt'), 'utf8')]).toEqual(before);
    expect(tip()).toBe(base);
  });

  it('does not mind untracked files that are not in the way', async () => {
    writeFiles(repository, { notes: 'mine' });
    expect((await deliver()).status).toBe('delivered');
    expect(status()).toBe('?? notes');
  });

  it.each([
    ['merge', ['merge', 'side']],
    ['rebase', ['rebase', 'side']],
    ['cherry-pick', ['cherry-pick', 'side']],
    ['bisect', ['bisect', 'start']],
  ] as const)('waits for the end of a %s', async (operation, args) => {
    git(repository, 'checkout', '-q', '-b', 'side', base);
    commitFiles(repository, { 'a.txt': 'side\n' });
    git(repository, 'checkout', '-q', 'main');
    base = commitFiles(repository, { 'a.txt': 'main\n' });
    try {
      git(repository, ...args);
    } catch {
      // It stops at the conflict, as it should.
    }
    expect(await deliver()).toEqual({ status: 'operation_in_progress', operation, worktree: repository });
  });

  it('does not break a lock of another git', async () => {
    const lockFile = path.join(repository, '.git/index.lock');
    writeFileSync(lockFile, '');
    expect(await deliver()).toEqual({ status: 'index_locked', worktree: repository, lockFile });
    expect(existsSync(lockFile)).toBe(true);
  });

  it('says where the branch moved to, and that it is gone', async () => {
    const moved = commitFiles(repository, { 'other.txt': '1' });
    expect(await deliver()).toEqual({ status: 'base_moved', actual: moved });
    git(repository, 'checkout', '-q', '--detach');
    git(repository, 'branch', '-D', 'main');
    expect(await deliver()).toEqual({ status: 'base_moved', actual: null });
  });

  it('runs no hook and no fsmonitor of the repository', async () => {
    const canary = path.join(folder, 'canary');
    for (const hook of ['post-merge', 'post-checkout', 'reference-transaction', 'post-index-change']) {
      writeFiles(repository, { [`.git/hooks/${hook}`]: `#!/bin/sh\ntouch ${canary}\n` });
      chmodSync(path.join(repository, '.git/hooks', hook), 0o755);
    }
    git(repository, 'config', 'core.fsmonitor', `touch ${canary}; false`);
    expect((await deliver()).status).toBe('delivered');
    expect(existsSync(canary)).toBe(false);
  });

  /** Another base, and the work on it. */
  function rework(onBase: Record<string, string | null>, work: (draft: string) => string): void {
    base = commitFiles(repository, onBase);
    git(mirror, 'fetch', '-q', repository, base);
    const draft = path.join(folder, 'rework');
    git(folder, 'clone', '-q', repository, draft);
    commit = work(draft);
    git(mirror, 'fetch', '-q', draft, commit);
  }

  it.each<[string, (draft: string) => string, () => void, string]>([
    [
      'a file where a folder shall be',
      (draft) => commitFiles(draft, { 'ignored/deep/file': '1' }),
      () => writeFiles(repository, { ignored: 'mine' }),
      'ignored',
    ],
    [
      'a symlink where a folder shall be',
      (draft) => commitFiles(draft, { 'ignored/file': '1' }),
      () => {
        mkdirSync(path.join(folder, 'elsewhere'));
        symlinkSync(path.join(folder, 'elsewhere'), path.join(repository, 'ignored'));
      },
      'ignored',
    ],
    [
      'an ignored file in a folder that becomes a file',
      (draft) => {
        git(draft, 'rm', '-q', 'sub/x');
        return commitFiles(draft, { sub: 'file' });
      },
      () => writeFiles(repository, { 'sub/ignored': 'mine' }),
      'sub/ignored',
    ],
    [
      'a folder of its own where a file shall be',
      (draft) => commitFiles(draft, { fresh: 'file' }),
      () => writeFiles(repository, { 'fresh/notes': 'mine' }),
      'fresh/notes',
    ],
    [
      'a dangling symlink where a file shall be',
      (draft) => commitFiles(draft, { fresh: 'file' }),
      () => symlinkSync('nowhere', path.join(repository, 'fresh')),
      'fresh',
    ],
    [
      'an edit that is marked as unchanged',
      (draft) => commitFiles(draft, { 'a.txt': 'A\n' }),
      () => {
        git(repository, 'update-index', '--assume-unchanged', 'a.txt');
        writeFiles(repository, { 'a.txt': 'mine\n' });
      },
      'a.txt',
    ],
    [
      'an edit that is hidden by skip-worktree',
      (draft) => commitFiles(draft, { 'a.txt': 'A\n' }),
      () => {
        git(repository, 'update-index', '--skip-worktree', 'a.txt');
        writeFiles(repository, { 'a.txt': 'mine\n' });
      },
      'a.txt',
    ],
  ])('leaves alone %s', async (_, work, obstruct, name) => {
    rework({ 'sub/x': '1' }, work);
    obstruct();
    const before = await hashFolder(repository);
    expect(await deliver()).toEqual({ status: 'checkout_dirty', paths: [name], worktree: repository });
    expect(await hashFolder(repository)).toBe(before);
  });

  it('exchanges folders and files, follows renames and keeps executable bits', async () => {
    rework({ 'sub/x': '1', file: '2', 'run.sh': 'true', old: LINES }, (draft) => {
      git(draft, 'mv', 'old', 'new');
      chmodSync(path.join(draft, 'run.sh'), 0o755);
      git(draft, 'rm', '-q', 'file', 'sub/x');
      return commitFiles(draft, { sub: '1', 'file/x': '2' });
    });
    expect((await deliver()).status).toBe('delivered');
    expect(status()).toBe('');
    expect(git(repository, 'ls-files', '-s', 'run.sh')).toContain('100755');
    expect(readFileSync(path.join(repository, 'new'), 'utf8')).toBe(LINES);
    expect(existsSync(path.join(repository, 'old'))).toBe(false);
  });

  it("writes the line ends of the user's core.autocrlf", async () => {
    git(repository, 'config', 'core.autocrlf', 'true');
    git(repository, 'rm', '-q', '--cached', '-r', '.');
    git(repository, 'reset', '-q', '--hard');
    expect((await deliver()).status).toBe('delivered');
    expect(readFileSync(path.join(repository, 'a.txt'), 'utf8')).toBe('A\r\n');
    expect(status()).toBe('');
  });

  it('keeps a sparse checkout sparse', async () => {
    rework({ 'in/x': '1', 'out/x': '1' }, (draft) => commitFiles(draft, { 'in/x': '2', 'out/x': '2' }));
    git(repository, 'sparse-checkout', 'set', 'in');
    expect((await deliver()).status).toBe('delivered');
    expect(status()).toBe('');
    expect(readFileSync(path.join(repository, 'in/x'), 'utf8')).toBe('2');
    expect(existsSync(path.join(repository, 'out'))).toBe(false);
  });

  it('does not mind a submodule, nor what is in it', async () => {
    const library = createRepository(path.join(folder, 'library'), { x: '1' });
    git(repository, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library, 'lib');
    rework({}, (draft) => commitFiles(draft, { 'a.txt': 'A\n' }));
    writeFiles(repository, { 'lib/x': 'mine' });
    expect((await deliver()).status).toBe('delivered');
    expect(status()).toBe(' M lib');
    expect(readFileSync(path.join(repository, 'lib/x'), 'utf8')).toBe('mine');
  });

  it('works for a shallow clone', async () => {
    const shallow = path.join(folder, 'shallow');
    git(folder, 'clone', '-q', '--depth=1', `file://${repository}`, shallow);
    expect((await deliver(shallow)).status).toBe('delivered');
    expect([tip(shallow), status(shallow)]).toEqual([commit, '']);
    git(shallow, 'fsck', '--connectivity-only');
  });

  it('leaves in the git folder what a `git merge` leaves', async () => {
    const twin = path.join(folder, 'twin');
    git(folder, 'clone', '-q', '-c', 'user.name=Ant', '-c', 'user.email=a@b', repository, twin);
    git(twin, 'fetch', '-q', '--no-write-fetch-head', mirror, commit);
    git(twin, 'merge', '-q', commit);
    await deliver();
    const entries = (where: string) => readdirSync(path.join(where, '.git')).sort();
    const ofTheTest = ['packed-refs', 'ORIG_HEAD', 'COMMIT_EDITMSG'];
    const others = (where: string) => entries(where).filter((name) => !ofTheTest.includes(name));
    expect(others(repository)).toEqual(others(twin));
    const reflog = (where: string, ref: string) => git(where, 'reflog', '-1', '--format=%H %gs', ref);
    for (const ref of ['HEAD', 'main']) {
      expect(reflog(repository, ref)).toBe(reflog(twin, ref));
    }
  });

  it('writes the line ends that the attributes ask for', async () => {
    git(repository, 'checkout', '-q', 'main');
    base = commitFiles(repository, { '.gitattributes': '*.txt text eol=crlf\n' });
    git(mirror, 'fetch', '-q', repository, base);
    const draft = path.join(folder, 'crlf');
    git(folder, 'clone', '-q', repository, draft);
    commit = commitFiles(draft, { 'new.txt': 'n\n' });
    git(mirror, 'fetch', '-q', draft, commit);
    expect((await deliver()).status).toBe('delivered');
    expect(readFileSync(path.join(repository, 'new.txt'), 'utf8')).toBe('n\r\n');
    expect(status()).toBe('');
  });

  it('says what it could not do before anything moved, and leaves no lock', async () => {
    const hold = path.join(repository, '.git', `antfarm-${commit}.index.hold`);
    mkdirSync(hold);
    expect(await deliver()).toMatchObject({ status: 'failed', detail: expect.stringContaining('EISDIR') });
    expect([tip(), status()]).toEqual([base, '']);
    expect(existsSync(path.join(repository, '.git/index.lock'))).toBe(false);
    rmSync(hold, { recursive: true });
    expect((await deliver()).status).toBe('delivered');
  });

  it('delivers once when ten ask at the same time', async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => deliver()));
    expect(outcomes.filter((one) => one.status === 'delivered' && !one.already)).toHaveLength(1);
    expect(outcomes.every((one) => one.status === 'delivered')).toBe(true);
  });

  it('needs no user.name in the repository', async () => {
    git(repository, 'config', '--unset', 'user.name');
    git(repository, 'config', '--unset', 'user.email');
    mkdirSync(path.join(folder, 'home'));
    expect((await deliver()).status).toBe('delivered');
  });
});
