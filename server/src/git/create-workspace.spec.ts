import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  commitFiles,
  createRepository,
  git,
  removeFolder,
  temporaryFolder,
} from '../../test/support/git-fixture.js';
import { createCheckout, createWorkspace } from './create-workspace.js';
import { ensureMirror } from './ensure-mirror.js';
import { fetchMirror } from './fetch-mirror.js';
import { resolveCommit } from './resolve-commit.js';

describe('a workspace', () => {
  let folder: string;
  let repository: string;
  let mirror: string;
  let workspace: string;
  const identity = { name: 'Claude "the ant"', email: 'agent@example.org' };

  beforeEach(async () => {
    folder = temporaryFolder();
    mirror = path.join(folder, 'mirror');
    workspace = path.join(folder, 'workspace');
    repository = createRepository(path.join(folder, 'repository'), { 'a.txt': 'a\n', 'deep/b.txt': 'b\n' });
    await ensureMirror(mirror);
    await fetchMirror(mirror, { kind: 'local', path: repository });
  });
  afterEach(() => removeFolder(folder));

  const base = async () => (await resolveCommit(mirror, 'refs/remotes/origin/main'))!;

  it('has the branch checked out, clean, at the commit', async () => {
    const commit = await base();
    await createWorkspace({
      mirror,
      workspace,
      commit,
      branch: 'ak/t/1',
      base: { branch: 'main', commit },
      identity,
    });
    expect(git(workspace, 'status', '--porcelain=v2', '--branch')).toBe(
      `# branch.oid ${commit}\n# branch.head ak/t/1`,
    );
    expect(git(workspace, 'rev-parse', 'origin/main')).toBe(commit);
    expect(git(workspace, 'config', 'user.name')).toBe(identity.name);
    expect(git(workspace, 'remote')).toBe('');
    git(workspace, 'fsck');
  });

  it('lets the agent commit without writing to the mirror', async () => {
    await createWorkspace({ mirror, workspace, commit: await base(), branch: 'work', identity });
    const before = git(mirror, 'count-objects', '-v');
    const commit = commitFiles(workspace, { 'a.txt': 'changed\n' });
    expect(git(mirror, 'count-objects', '-v')).toBe(before);
    expect(await resolveCommit(mirror, commit)).toBeNull();
  });

  it('of a gate is the exact tree, detached', async () => {
    const commit = await base();
    await createCheckout({ mirror, workspace, commit });
    expect(readFileSync(path.join(workspace, 'deep/b.txt'), 'utf8')).toBe('b\n');
    expect(git(workspace, 'rev-parse', '--symbolic-full-name', 'HEAD')).toBe('HEAD');
    expect(git(workspace, 'status', '--porcelain')).toBe('');
  });

  it('runs no filter and no hook that a repository or the user has configured', async () => {
    const canary = path.join(folder, 'canary');
    writeFileSync(path.join(folder, '.gitconfig'), `[filter "z"]\n\tsmudge = touch ${canary}; cat\n`);
    commitFiles(repository, { '.gitattributes': '* filter=z\n' });
    await fetchMirror(mirror, { kind: 'local', path: repository });
    const home = process.env['HOME'];
    process.env['HOME'] = folder;
    await createWorkspace({ mirror, workspace, commit: await base(), branch: 'work', identity });
    process.env['HOME'] = home;
    expect(existsSync(canary)).toBe(false);
  });
});

describe('the mirror', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => removeFolder(folder));

  it('is made once, and never collects garbage', async () => {
    const mirror = path.join(folder, 'mirror');
    await Promise.all([ensureMirror(mirror), ensureMirror(mirror)]);
    expect(git(mirror, 'config', 'extensions.preciousObjects')).toBe('true');
    expect(() => git(mirror, 'repack', '-a', '-d')).toThrow();
  });

  it('prunes what the source deleted, and never an attempt', async () => {
    const repository = createRepository(path.join(folder, 'repository'), { a: '1' });
    const mirror = path.join(folder, 'mirror');
    git(repository, 'branch', 'gone');
    await ensureMirror(mirror);
    expect(await fetchMirror(mirror, { kind: 'local', path: repository })).toEqual({ status: 'fetched' });
    git(mirror, 'update-ref', 'refs/heads/ak/1/2', 'refs/remotes/origin/gone');
    git(repository, 'branch', '-D', 'gone');
    git(repository, 'branch', 'gone/deeper');
    await fetchMirror(mirror, { kind: 'local', path: repository });
    expect(git(mirror, 'for-each-ref', '--format=%(refname)').split('\n')).toEqual([
      'refs/heads/ak/1/2',
      'refs/remotes/origin/gone/deeper',
      'refs/remotes/origin/main',
    ]);
  });

  it('says that its source is gone', async () => {
    const mirror = path.join(folder, 'mirror');
    await ensureMirror(mirror);
    expect(await fetchMirror(mirror, { kind: 'local', path: path.join(folder, 'none') })).toMatchObject({
      status: 'not_found',
    });
  });
});
