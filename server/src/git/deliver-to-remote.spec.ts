import { chmodSync } from 'node:fs';
import path from 'node:path';
import {
  commitFiles,
  createRepository,
  git,
  removeFolder,
  temporaryFolder,
  writeFiles,
} from '../../test/support/git-fixture.js';
import { startGitHttpServer, type GitHttpServer } from '../../test/support/git-http-server.js';
import { checkRepoUrl, type AllowedUrl } from './check-repo-url.js';
import { deliverToRemote } from './deliver-to-remote.js';
import { ensureMirror } from './ensure-mirror.js';
import { fetchMirror } from './fetch-mirror.js';
import { inspectRemote } from './inspect-remote.js';
import { readRef } from './update-ref.js';

const token = 'tok/en+secret';
const policy = { protocols: ['https', 'http', 'file'], allowPrivateHosts: ['127.0.0.1'] };

describe('a remote repository over HTTP', () => {
  let folder: string;
  let draft: string;
  let remote: string;
  let mirror: string;
  let base: string;
  let server: GitHttpServer;
  let url: AllowedUrl;

  beforeEach(async () => {
    folder = temporaryFolder();
    draft = createRepository(path.join(folder, 'draft'), { 'a.txt': 'a\n' });
    base = git(draft, 'rev-parse', 'HEAD');
    remote = path.join(folder, 'served/project.git');
    git(folder, 'clone', '-q', '--bare', draft, remote);
    git(remote, 'branch', 'side');
    mirror = path.join(folder, 'mirror');
    await ensureMirror(mirror);
    server = await startGitHttpServer(path.join(folder, 'served'), token);
    url = await allowed(`${server.url}/project.git`);
    await fetchMirror(mirror, { kind: 'remote', url, token });
  });
  afterEach(async () => {
    await server.close();
    removeFolder(folder);
  });

  async function allowed(text: string): Promise<AllowedUrl> {
    const check = await checkRepoUrl(text, policy);
    if (check.status !== 'allowed') throw new Error(check.detail);
    return check;
  }
  const inspect = (name: string, withToken = token) =>
    inspectRemote({ ...policy, url: `${server.url}/${name}`, token: withToken });
  function work(files: Record<string, string>): string {
    const commit = commitFiles(draft, files);
    git(mirror, 'fetch', '-q', draft, commit);
    return commit;
  }
  const push = (commit: string, more: Partial<Parameters<typeof deliverToRemote>[0]> = {}) =>
    deliverToRemote({ mirror, url, token, branch: 'main', commit, expectedOld: base, ...more });
  const tip = (branch = 'main') => readRef({ gitDir: remote }, `refs/heads/${branch}`);

  it('is inspected', async () => {
    expect(await inspect('project.git')).toMatchObject({
      status: 'reachable',
      defaultBranch: 'main',
      branches: ['main', 'side'],
    });
    expect(await inspectRemote({ ...policy, url: `file://${remote}` })).toMatchObject({
      status: 'reachable',
      defaultBranch: 'main',
      branches: ['main', 'side'],
    });
  });

  it('answers plainly when something is wrong', async () => {
    const statusOf = async (...args: Parameters<typeof inspect>) => (await inspect(...args)).status;
    expect(await statusOf('project.git', 'wrong')).toBe('auth_failed');
    expect(await statusOf('none.git')).toBe('not_found');
    expect(await statusOf('redirect/project.git')).toBe('refused');
    expect(await statusOf('cut/project.git')).toBe('unreachable');
    expect(await inspectRemote({ ...policy, url: `file://${folder}/none` })).toMatchObject({
      status: 'not_found',
    });
  });

  it('is fetched with the token, which no error shows', async () => {
    const fetchStatus = async (text: string, withToken: string) =>
      fetchMirror(mirror, { kind: 'remote', url: await allowed(text), token: withToken });
    expect(await fetchStatus(`${server.url}/project.git`, token)).toEqual({ status: 'fetched' });
    const failed = await fetchStatus(`${server.url}/project.git`, 'wrong');
    expect(failed.status).toBe('auth_failed');
    expect(JSON.stringify(failed)).not.toContain('wrong');
    expect((await fetchStatus(`${server.url}/none.git`, token)).status).toBe('not_found');
    expect((await fetchStatus(`${server.url}/redirect/project.git`, token)).status).toBe('refused');
    expect((await fetchStatus(`${server.url}/cut/project.git`, token)).status).toBe('unreachable');
  });

  it('is pushed to, once', async () => {
    const commit = work({ 'b.txt': 'b\n' });
    expect(await push(commit)).toEqual({ status: 'pushed' });
    expect(await tip()).toBe(commit);
    expect(await push(commit)).toEqual({ status: 'pushed' });
    expect(await push(commit, { branch: 'ak/new', expectedOld: null })).toEqual({ status: 'pushed' });
    expect(await tip('ak/new')).toBe(commit);
  });

  it("never loses others' work", async () => {
    const theirs = commitFiles(draft, { theirs: '1' });
    git(remote, 'fetch', '-q', draft, `${theirs}:main`);
    git(draft, 'checkout', '-q', '--detach', base);
    const ours = work({ ours: '1' });
    expect(await push(ours)).toEqual({ status: 'base_moved' });
    expect(await push(ours, { expectedOld: null })).toEqual({ status: 'base_moved' });
    git(mirror, 'fetch', '-q', draft, theirs);
    expect(await push(ours, { expectedOld: theirs })).toEqual({ status: 'base_moved' });
    expect(await tip()).toBe(theirs);
  });

  it('may refuse, want another token, hang, and cut the line', async () => {
    const commit = work({ 'b.txt': 'b\n' });
    expect((await push(commit, { token: 'wrong' })).status).toBe('auth_failed');
    expect((await push(commit, { url: await allowed(`${server.url}/cut/project.git`) })).status).toBe(
      'unreachable',
    );
    const abort = new AbortController();
    const hanging = push(commit, {
      url: await allowed(`${server.url}/hang/project.git`),
      signal: abort.signal,
    });
    setTimeout(() => abort.abort(), 200);
    await expect(hanging).rejects.toThrow('aborted');
    writeFiles(remote, { 'hooks/pre-receive': '#!/bin/sh\necho protected >&2\nexit 1\n' });
    chmodSync(path.join(remote, 'hooks/pre-receive'), 0o755);
    expect(await push(commit)).toEqual({ status: 'rejected', reason: 'pre-receive hook declined' });
    expect(await tip()).toBe(base);
  });
});
