import { chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  commitFiles,
  createRepository,
  git,
  removeFolder,
  temporaryFolder,
} from '../../test/support/git-fixture.js';
import { ensureMirror } from './ensure-mirror.js';
import { fetchMirror } from './fetch-mirror.js';
import { gitVersion, parseGitVersion } from './git-version.js';
import { inspectLocalRepository } from './inspect-local-repository.js';
import { readIdentity } from './read-identity.js';

const isRoot = process.getuid?.() === 0;

describe('inspecting a local path', () => {
  let folder: string;
  let repository: string;
  beforeEach(() => {
    folder = temporaryFolder();
    repository = createRepository(path.join(folder, 'repository'), { 'sub/a.txt': 'a\n' });
  });
  afterEach(() => removeFolder(folder));

  it('tells branches, HEAD and who commits', async () => {
    git(repository, 'branch', 'feature/x');
    expect(await inspectLocalRepository(repository)).toEqual({
      status: 'repository',
      root: repository,
      bare: false,
      shallow: false,
      empty: false,
      defaultBranch: 'main',
      branches: ['feature/x', 'main'],
      usesLfs: false,
      identity: { name: 'Grace', email: 'grace@example.org' },
    });
  });

  it('tells a repository that has lost objects', async () => {
    rmSync(path.join(repository, '.git/objects'), { recursive: true });
    mkdirSync(path.join(repository, '.git/objects'));
    expect(await inspectLocalRepository(repository)).toEqual({
      status: 'unreadable',
      detail: expect.any(String),
    });
  });

  it('tells missing, file, plain folder, subfolder and git directory apart', async () => {
    writeFileSync(path.join(folder, 'file'), '');
    mkdirSync(path.join(folder, 'plain'));
    const statusOf = async (name: string) => (await inspectLocalRepository(path.join(folder, name))).status;
    expect(await statusOf('none')).toBe('missing');
    expect(await statusOf('file')).toBe('not_a_directory');
    expect(await statusOf('plain')).toBe('not_a_repository');
    expect(await statusOf('repository/.git')).toBe('not_a_repository');
    expect(await inspectLocalRepository(path.join(repository, 'sub'))).toEqual({
      status: 'subfolder',
      root: repository,
    });
  });

  it('knows empty, bare, shallow, detached and linked ones', async () => {
    const at = (name: string) => inspectLocalRepository(path.join(folder, name));
    git(folder, 'init', '-q', '-b', 'trunk', 'empty');
    git(folder, 'clone', '-q', '--bare', repository, 'bare.git');
    commitFiles(repository, { b: '1' });
    git(folder, 'clone', '-q', '--depth=1', `file://${repository}`, 'shallow');
    git(repository, 'worktree', 'add', '-q', '--detach', path.join(folder, 'linked'));
    expect(await at('empty')).toMatchObject({ empty: true, defaultBranch: 'trunk', branches: [] });
    expect(await at('bare.git')).toMatchObject({ bare: true, defaultBranch: 'main' });
    expect(await at('shallow')).toMatchObject({ shallow: true });
    expect(await at('linked')).toMatchObject({ status: 'repository', defaultBranch: null });
  });

  it('sees that large files are stored elsewhere', async () => {
    commitFiles(repository, { 'sub/.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n' });
    expect(await inspectLocalRepository(repository)).toMatchObject({ usesLfs: true });
  });

  (isRoot ? it : it.skip)("names the command that makes somebody else's repository trusted", async () => {
    const config = path.join(folder, 'home');
    mkdirSync(config);
    for (const name of [repository, path.join(repository, '.git')]) chownSync(name, 65534, 65534);
    expect(await inspectLocalRepository(repository)).toEqual({
      status: 'dubious_ownership',
      command: ['git', 'config', '--global', '--add', 'safe.directory', repository],
    });
    const home = process.env['HOME'];
    process.env['HOME'] = config;
    writeFileSync(path.join(config, '.gitconfig'), `[safe]\n\tdirectory = ${repository}\n`);
    const trusted = await inspectLocalRepository(repository);
    const mirror = path.join(folder, 'mirror');
    await ensureMirror(mirror);
    const fetched = await fetchMirror(mirror, { kind: 'local', path: repository });
    process.env['HOME'] = home;
    expect([trusted.status, fetched.status]).toEqual(['repository', 'fetched']);
  });

  it('has no identity to offer where git knows none', async () => {
    git(repository, 'config', '--unset', 'user.email');
    const home = process.env['HOME'];
    process.env['HOME'] = folder;
    const identity = await readIdentity(repository);
    process.env['HOME'] = home;
    expect(identity).toBeNull();
  });
});

describe('the version of git', () => {
  it('is checked', async () => {
    expect(await gitVersion()).toMatchObject({ supported: true });
    expect(parseGitVersion('git version 2.37.9')).toEqual({ text: '2.37.9', supported: false });
    expect(parseGitVersion('git version 2.50.1 (Apple Git-155)')).toEqual({
      text: '2.50.1',
      supported: true,
    });
    expect(parseGitVersion('git version 3.0.0')).toMatchObject({ supported: true });
    expect(parseGitVersion('nonsense')).toBeNull();
  });
});
