import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
import { unmovedBranch } from './unmoved-branch.js';

const folder = temporaryFolder();
const repository = path.join(folder, 'repository');
const mirror = path.join(folder, 'mirror.git');
const fetch = () => fetchMirror(mirror, { kind: 'local', path: repository });

beforeAll(async () => {
  createRepository(repository, { 'readme.md': 'hello\n' });
  await ensureMirror(mirror);
});
afterAll(() => removeFolder(folder));

describe('unmovedBranch', () => {
  it('knows a branch from its fetch until it moves', async () => {
    expect(await unmovedBranch(mirror, repository, 'main')).toBeNull();
    await fetch();
    const first = git(repository, 'rev-parse', 'main');
    expect(await unmovedBranch(mirror, repository, 'main')).toBe(first);
    const second = commitFiles(repository, { 'readme.md': 'more\n' });
    expect(await unmovedBranch(mirror, repository, 'main')).toBeNull();
    await fetch();
    expect(await unmovedBranch(mirror, repository, 'main')).toBe(second);
  });

  it.each(['repository', 'mirror'])('knows a branch whose ref is packed in the %s', async (which) => {
    await fetch();
    git(which === 'mirror' ? mirror : repository, 'pack-refs', '--all');
    expect(await unmovedBranch(mirror, repository, 'main')).toBe(git(repository, 'rev-parse', 'main'));
  });

  it('knows the branch of a bare repository', async () => {
    const bare = path.join(folder, 'bare.git');
    git(folder, 'clone', '-q', '--bare', repository, bare);
    await fetch();
    expect(await unmovedBranch(mirror, bare, 'main')).toBe(git(repository, 'rev-parse', 'main'));
  });

  it('knows nothing of a branch that is gone, and of what is no repository', async () => {
    git(repository, 'branch', 'gone');
    await fetch();
    git(repository, 'branch', '-D', 'gone');
    expect(await unmovedBranch(mirror, repository, 'gone')).toBeNull();
    expect(await unmovedBranch(mirror, path.join(folder, 'nowhere'), 'main')).toBeNull();
  });
});
