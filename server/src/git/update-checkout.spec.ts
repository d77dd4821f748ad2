import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  commitFiles,
  createRepository,
  git,
  removeFolder,
  temporaryFolder,
  writeFiles,
} from '../../test/support/git-fixture.js';
import { GitInFront } from '../../test/support/git-in-front.js';
import { deliverToLocal } from './deliver-to-local.js';
import { ensureMirror } from './ensure-mirror.js';
import { fetchMirror } from './fetch-mirror.js';
import { identifyProcess } from '../platform/process/process-identity.js';

const committer = { name: 'Ant', email: 'ant@example.org', date: new Date(1_700_000_000_000) };
const NAMES = Array.from({ length: 9 }, (_, index) => `file-${index}`);
const contents = (text: string) => Object.fromEntries(NAMES.map((name) => [name, `${text} of ${name}\n`]));
/** Of more bytes than the git that is cut off may write. */
const LONG = 'new\n'.repeat(1_000);

const usualPath = process.env['PATH'];
const inFront = new GitInFront();
beforeAll(() => {
  process.env['PATH'] = inFront.path;
});
afterAll(() => {
  process.env['PATH'] = usualPath;
  removeFolder(inFront.folder);
});

describe('a checkout whose update was cut off', () => {
  let folder: string;
  let repository: string;
  let mirror: string;
  let base: string;
  let commit: string;

  beforeEach(async () => {
    folder = temporaryFolder();
    mirror = path.join(folder, 'mirror');
    const files = { ...contents('old'), gone: 'old' };
    repository = createRepository(path.join(folder, 'repository'), files);
    base = git(repository, 'rev-parse', 'HEAD');
    await ensureMirror(mirror);
    await fetchMirror(mirror, { kind: 'local', path: repository });
    const draft = path.join(folder, 'draft');
    git(folder, 'clone', '-q', repository, draft);
    commit = commitFiles(draft, {
      ...contents('new'),
      'file-4': LONG,
      gone: null,
      'added/x': 'new',
      'a b': 'new',
    });
    git(mirror, 'fetch', '-q', draft, commit);
    // Writing `file-4` kills the git that writes, in the middle of it.
    inFront.beforeNextCheckout('ulimit -f 1');
    await expect(deliver()).rejects.toThrow('signalled');
  });
  afterEach(() => removeFolder(folder));

  const deliver = () =>
    deliverToLocal({ repository, mirror, branch: 'main', commit, expectedOld: base, committer });
  const read = (name: string) => readFileSync(path.join(repository, name), 'utf8');
  const lockFile = () => path.join(repository, '.git/index.lock');

  function expectWhole(changes = ''): void {
    expect(git(repository, 'status', '--porcelain')).toBe(changes);
    expect(git(repository, 'diff', '--cached', '--name-only', commit)).toBe('');
    expect(readdirSync(path.join(repository, '.git')).filter((name) => /lock|antfarm/.test(name))).toEqual(
      [],
    );
  }

  it('is finished, and meanwhile nobody can commit it', async () => {
    expect(git(repository, 'rev-parse', 'main')).toBe(commit);
    expect([read('file-1'), read('file-8')]).toEqual(['new of file-1\n', 'old of file-8\n']);
    expect(() => git(repository, 'commit', '-qam', 'half')).toThrow('index.lock');
    expect(await deliver()).toEqual({ status: 'delivered', checkedOut: repository, already: true, kept: [] });
    expectWhole();
    expect(await deliver()).toMatchObject({ already: true, kept: [] });
  });

  it('is finished also where files are torn, missing, or empty after a loss of power', async () => {
    writeFiles(repository, { 'file-1': 'new of', 'file-2': '', 'a b': 'n' });
    rmSync(path.join(repository, 'file-8'));
    expect((await deliver()).status).toBe('delivered');
    expectWhole();
  });

  it('keeps what the user changed meanwhile, and says so', async () => {
    writeFiles(repository, { 'file-1': 'mine\n', 'file-8': 'mine\n', 'added/x': 'mine\n' });
    expect(await deliver()).toMatchObject({ status: 'delivered', kept: ['added/x', 'file-1', 'file-8'] });
    expectWhole(' M added/x\n M file-1\n M file-8');
    expect([read('file-1'), read('file-8'), read('added/x')]).toEqual(['mine\n', 'mine\n', 'mine\n']);
  });

  it('is finished also where the user has removed our lock', async () => {
    rmSync(lockFile());
    expect((await deliver()).status).toBe('delivered');
    expectWhole();
  });

  it('is left to a user who has put it in order', async () => {
    rmSync(lockFile());
    git(repository, 'reset', '-q', '--hard');
    git(repository, 'checkout', '-q', base, '--', 'file-1');
    expect(await deliver()).toMatchObject({ status: 'delivered', kept: [] });
    expect(git(repository, 'status', '--porcelain')).toBe('M  file-1');
  });

  it('waits for another git, and for one of ours that still runs', async () => {
    const ours = readFileSync(lockFile(), 'utf8');
    rmSync(lockFile());
    writeFileSync(lockFile(), '');
    expect(await deliver()).toEqual({ status: 'index_locked', worktree: repository, lockFile: lockFile() });
    expect(readFileSync(lockFile(), 'utf8')).toBe('');
    const [header = ''] = ours.split('\n');
    writeFileSync(lockFile(), `${header}\n${JSON.stringify(identifyProcess(process.pid))}\n`);
    expect((await deliver()).status).toBe('index_locked');
    writeFileSync(lockFile(), ours);
    expect((await deliver()).status).toBe('delivered');
    expectWhole();
  });

  it('lets go of its lock when the branch has moved elsewhere', async () => {
    const other = git(repository, 'commit-tree', '-m', 'other', `${base}^{tree}`);
    git(repository, 'update-ref', 'refs/heads/main', other);
    expect(await deliver()).toEqual({ status: 'base_moved', actual: other });
    expect(existsSync(lockFile())).toBe(false);
  });
});
