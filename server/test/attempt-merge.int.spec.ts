import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AttemptFixture, type Started } from './support/attempt-fixture.js';
import { commitFiles, git, writeFiles } from './support/git-fixture.js';
import { startGitHttpServer } from './support/git-http-server.js';
import { hashFolder } from './support/hash-folder.js';

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start({
    ALLOW_REPO_PROTOCOLS: 'https,http',
    ALLOW_PRIVATE_REPO_HOSTS: '127.0.0.1',
  });
});
afterAll(() => fixture.stop());

const field = (repository: string, format: string, commit = 'main'): string =>
  git(repository, 'log', '-1', `--format=${format}`, commit);

const parents = (repository: string): string[] => field(repository, '%P').split(' ');

describe('a local repository', () => {
  it('stays exactly as it was until the approval', async () => {
    const repository = fixture.repository({ 'a.txt': 'a\n', 'run.sh': 'exit 0\n' });
    writeFiles(repository, { 'untracked.txt': 'mine\n', 'a.txt': 'changed by hand\n' });
    git(repository, 'branch', 'other');
    const before = await hashFolder(repository);
    const { id } = await fixture.run({
      repository,
      agent:
        'echo b >a.txt; git commit -qam mine; git checkout -qb x; git push origin HEAD:main; echo c >c.txt',
      project: { commands: { install: 'touch installed', test: 'sh run.sh' } },
    });
    await fixture.api.get(`/api/attempts/${id}/merge-preview`);
    await fixture.api.get(`/api/attempts/${id}/diff`);
    await fixture.act(id, 'update-from-base');
    expect(await hashFolder(repository)).toBe(before);
  });

  it('is fast-forwarded with its working tree where the branch is checked out and clean', async () => {
    const { id, repository } = await fixture.run({ agent: 'echo 1 >new.txt; echo changed >readme.md' });
    const { status, body } = await fixture.approve(id);
    expect({ status, merged: body['status'] }).toEqual({ status: 200, merged: 'APPROVED_MERGED' });
    expect(git(repository, 'rev-parse', 'HEAD')).toBe(body['merge_sha']);
    expect(git(repository, 'status', '--porcelain')).toBe('');
    expect(readFileSync(join(repository, 'new.txt'), 'utf8')).toBe('1\n');
    expect(readFileSync(join(repository, 'readme.md'), 'utf8')).toBe('changed\n');
  });

  it('gets the branch moved, and nothing else, where it is not checked out', async () => {
    const { id, repository } = await fixture.run({ agent: 'echo 1 >new.txt' });
    git(repository, 'checkout', '-qb', 'elsewhere');
    writeFiles(repository, { 'readme.md': 'my own work\n' });
    const { body } = await fixture.approve(id);
    expect(git(repository, 'rev-parse', 'main')).toBe(body['merge_sha']);
    expect(git(repository, 'rev-parse', '--abbrev-ref', 'HEAD')).toBe('elsewhere');
    expect(readFileSync(join(repository, 'readme.md'), 'utf8')).toBe('my own work\n');
    expect(existsSync(join(repository, 'new.txt'))).toBe(false);
  });

  it('is not touched when its checkout has changes of its own', async () => {
    const { id, repository, task } = await fixture.run({ agent: 'echo 1 >new.txt' });
    writeFiles(repository, { 'readme.md': 'my own work\n' });
    const before = git(repository, 'rev-parse', 'main');
    const { status, body } = await fixture.approve(id);
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'attempt.checkout_dirty', files: ['readme.md'] });
    expect(git(repository, 'rev-parse', 'main')).toBe(before);
    expect(git(repository, 'status', '--porcelain')).toBe(' M readme.md');
    expect(await fixture.attempt(id)).toMatchObject({ status: 'REVIEW_READY', phase: null });
    git(repository, 'checkout', '-q', 'readme.md');
    expect((await fixture.approve(id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
    expect(await fixture.task(task.id)).toMatchObject({ status: 'done' });
  });

  it('is not touched when an untracked file is in the way', async () => {
    const { id, repository } = await fixture.run({ agent: 'echo 1 >new.txt' });
    writeFiles(repository, { 'new.txt': 'mine\n' });
    expect((await fixture.approve(id)).body).toMatchObject({
      code: 'attempt.checkout_dirty',
      files: ['new.txt'],
    });
    expect(readFileSync(join(repository, 'new.txt'), 'utf8')).toBe('mine\n');
  });

  it('is merged on its new base when that moved meanwhile', async () => {
    const { id, repository } = await fixture.run({ agent: 'echo 1 >new.txt' });
    const base = commitFiles(repository, { 'base.txt': 'person\n' });
    const preview = await fixture.api.get(`/api/attempts/${id}/merge-preview`);
    expect(preview.body).toMatchObject({ clean: true, ahead: 1, behind: 1 });
    const { body } = await fixture.approve(id);
    expect(body).toMatchObject({ status: 'APPROVED_MERGED', merge: { base_sha: base } });
    expect(parents(repository)).toEqual([base, body['head_sha']]);
    expect(git(repository, 'ls-files')).toBe('base.txt\nnew.txt\nreadme.md');
  });

  it('is left alone by a conflict, which names its files and waits for a person', async () => {
    const { id, repository, task } = await fixture.run({ agent: 'echo agent >readme.md; echo 1 >new.txt' });
    const base = commitFiles(repository, { 'readme.md': 'person\n' });
    const before = await hashFolder(repository);
    const preview = await fixture.api.get(`/api/attempts/${id}/merge-preview`);
    expect(preview.body).toMatchObject({ clean: false, conflicts: ['readme.md'] });
    const { status, body } = await fixture.approve(id);
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'attempt.merge_conflict', files: ['readme.md'] });
    expect(await fixture.attempt(id)).toMatchObject({ status: 'REVIEW_READY', phase: null, merge_sha: null });
    expect(await fixture.task(task.id)).toMatchObject({
      status: 'review',
      needs_attention: { reason: 'conflict' },
    });
    expect(git(repository, 'rev-parse', 'main')).toBe(base);
    expect(await hashFolder(repository)).toBe(before);
  });

  it('whose branch was replaced says so instead of naming no files', async () => {
    const { id, repository } = await fixture.run({ agent: 'echo 1 >new.txt' });
    git(repository, 'checkout', '-q', '--orphan', 'fresh');
    commitFiles(repository, { fresh: '1' });
    git(repository, 'branch', '-q', '-M', 'fresh', 'main');
    const before = await hashFolder(repository);
    for (const action of ['approve', 'update-from-base']) {
      const { status, body } = await fixture.act(id, action, { mode: 'merge' });
      expect({ status, code: body['code'] as string }).toEqual({
        status: 409,
        code: 'attempt.unrelated_histories',
      });
    }
    expect(await fixture.attempt(id)).toMatchObject({ status: 'REVIEW_READY', phase: null });
    expect(await hashFolder(repository)).toBe(before);
  });

  it('whose branch was taken back, or is gone, is merged as it is then, or refused', async () => {
    const repository = fixture.repository();
    const first = git(repository, 'rev-parse', 'main');
    commitFiles(repository, { 'later.txt': '1' });
    const { id } = await fixture.run({ repository, agent: 'echo 1 >new.txt' });
    git(repository, 'checkout', '-qb', 'other', first);
    git(repository, 'branch', '-q', '-m', 'main', 'kept');
    expect((await fixture.approve(id)).body).toMatchObject({ code: 'attempt.base_gone', status: 409 });
    git(repository, 'branch', '-q', 'main', first);
    expect((await fixture.approve(id)).body).toMatchObject({
      status: 'APPROVED_MERGED',
      merge: { base_sha: first },
    });
    // The attempt was made on the later commit, so that comes back with it.
    expect(git(repository, 'ls-tree', '--name-only', 'main')).toBe('later.txt\nnew.txt\nreadme.md');
  });

  it('gets a merge commit by the agent, committed by its user, with title and key', async () => {
    const { id, repository, task } = await fixture.run({
      agent: 'echo 1 >new.txt',
      agentFields: { name: 'Busy Ant' },
      task: { title: 'Add a file' },
    });
    const base = git(repository, 'rev-parse', 'main');
    const { body } = await fixture.approve(id);
    expect(parents(repository)).toEqual([base, body['head_sha']]);
    expect(field(repository, '%an <%ae>')).toBe('Busy Ant <agent@antfarm.invalid>');
    expect(field(repository, '%cn <%ce>')).toBe('Grace <grace@example.org>');
    expect(field(repository, '%s')).toBe(`Add a file (${task.key})`);
    expect(field(repository, '%an %s', 'main^2')).toBe('Busy Ant Add a file');
  });

  it('gets one commit where the project squashes', async () => {
    const { id, repository } = await fixture.run({
      agent: 'echo 1 >new.txt',
      project: { merge_method: 'squash' },
    });
    const base = git(repository, 'rev-parse', 'main');
    await fixture.approve(id);
    expect(parents(repository)).toEqual([base]);
    expect(git(repository, 'show', 'main:new.txt')).toBe('1');
  });

  it('runs no hook of the repository and takes no history of the agent', async () => {
    const { id, repository } = await fixture.run({
      agent: 'git -c user.name=X -c user.email=x@x commit -q --allow-empty -m theirs; echo 1 >new.txt',
    });
    for (const hook of ['post-merge', 'reference-transaction', 'post-checkout', 'post-update']) {
      writeFiles(repository, { [`.git/hooks/${hook}`]: '#!/bin/sh\ntouch "$GIT_DIR/../hook-ran"\n' });
      chmodSync(join(repository, `.git/hooks/${hook}`), 0o755);
    }
    expect((await fixture.approve(id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
    expect(existsSync(join(repository, 'hook-ran'))).toBe(false);
    expect(git(repository, 'log', '--format=%s', 'main')).not.toContain('theirs');
  });
});

describe('approving', () => {
  it('again after success answers the same', async () => {
    const { id, repository } = await fixture.run({ agent: 'echo 1 >new.txt' });
    const first = await fixture.approve(id);
    const second = await fixture.approve(id);
    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
    expect(git(repository, 'rev-list', '--count', 'main')).toBe('3');
  });

  it('with a pull request is refused without GitHub', async () => {
    const { id } = await fixture.run({ agent: 'echo 1 >new.txt' });
    expect(await fixture.act(id, 'approve', { mode: 'pr' })).toMatchObject({
      status: 422,
      body: { code: 'attempt.pr_not_configured' },
    });
  });

  it('of an attempt under way, or of one that failed, is refused', async () => {
    const name = fixture.unique('agent');
    const { id } = await fixture.start({ agent: `${fixture.meeting.wait(name)}; exit 1` });
    await fixture.meeting.arrival(name);
    expect((await fixture.approve(id)).body).toMatchObject({
      code: 'attempt.illegal_transition',
      status: 409,
    });
    fixture.meeting.letGo(name);
    await fixture.settled(id);
    expect((await fixture.approve(id)).body).toMatchObject({
      code: 'attempt.illegal_transition',
      status: 409,
    });
  });

  it('of ten attempts at the same moment merges them all', async () => {
    const repository = fixture.repository();
    const project = await fixture.createProject({ local_path: repository, max_concurrent_attempts: 10 });
    const agent = await fixture.createAgent(
      'cp "$AGENT_PROMPT_FILE" "$(head -c8 /proc/sys/kernel/random/uuid).md"',
    );
    const ids: string[] = [];
    for (let card = 0; card < 10; card++) {
      const task = await fixture.createTask(project.id, { agent_id: agent.id });
      ids.push((await fixture.startAttempt(task.id)).id);
    }
    await Promise.all(ids.map((id) => fixture.settled(id)));
    const answers = await Promise.all(ids.map((id) => fixture.approve(id)));
    expect(answers.map(({ body }) => body['status'] as string)).toEqual(ids.map(() => 'APPROVED_MERGED'));
    expect(git(repository, 'ls-files').split('\n')).toHaveLength(11);
    expect(git(repository, 'status', '--porcelain')).toBe('');
    expect(git(repository, 'rev-list', '--count', '--first-parent', 'main')).toBe('11');
  });

  it.each(['rerun-gates', 'update-from-base', 'cancel', 'discard', 'request-changes'])(
    'during %s does one of the two, or one after the other',
    async (action) => {
      const { id, repository, task } = await fixture.run({
        agent: 'echo 1 >"$(head -c8 /proc/sys/kernel/random/uuid)"',
        project: { commands: { test: 'true' } },
      });
      commitFiles(repository, { 'base.txt': '1' });
      const answers = await Promise.all([
        fixture.approve(id),
        fixture.act(id, action, action === 'request-changes' ? { feedback: 'more' } : undefined),
        fixture.approve(id),
      ]);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      const { body } = await fixture.api.get(`/api/tasks/${task.id}/attempts`);
      const attempts = body['items'] as { id: string }[];
      const ended = await Promise.all(attempts.map((attempt) => fixture.settled(attempt.id)));
      const merged = ended.filter(({ status }) => status === 'APPROVED_MERGED');
      const count = git(repository, 'rev-list', '--count', '--merges', '--first-parent', 'main');
      expect(count).toBe(`${merged.length}`);
      expect(git(repository, 'status', '--porcelain')).toBe('');
    },
  );

  it('of parent and child at once merges the open one', async () => {
    const { id, repository } = await fixture.run({
      agent: 'echo 1 >"$(head -c8 /proc/sys/kernel/random/uuid)"',
    });
    const { body: child } = await fixture.act(id, 'request-changes', { feedback: 'more' });
    await fixture.settled(child['id'] as string);
    const [parents, children] = await Promise.all([
      fixture.approve(id),
      fixture.approve(child['id'] as string),
    ]);
    expect([parents.body['code'], children.body['status']]).toEqual(['attempt.closed', 'APPROVED_MERGED']);
    expect(git(repository, 'rev-list', '--count', '--merges', '--first-parent', 'main')).toBe('1');
  });

  it('of the same attempt ten times at once merges it once', async () => {
    const { id, repository } = await fixture.run({ agent: 'echo 1 >new.txt' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => fixture.approve(id)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(git(repository, 'rev-list', '--count', 'main')).toBe('3');
  });
});

describe('a remote repository', () => {
  const token = 'remote-secret-token';

  async function onRemote(test: (started: Started, remote: string) => Promise<void>): Promise<void> {
    const root = join(fixture.folder, fixture.unique('served'));
    const remote = join(root, 'project.git');
    git(fixture.folder, 'clone', '-q', '--bare', fixture.repository(), remote);
    const host = await startGitHttpServer(root, token);
    try {
      const project = await fixture.createProject({
        repo_url: `${host.url}/project.git`,
        default_branch: 'main',
      });
      const path = `/api/projects/${project.id}`;
      expect((await fixture.api.put(`${path}/repo-token`, { token })).status).toBeLessThan(300);
      expect((await fixture.api.post(`${path}/validate`)).body).toMatchObject({ ok: true });
      const agent = await fixture.createAgent('echo 1 >new.txt; git config -l; env; cat .git/config');
      const task = await fixture.createTask(project.id, { agent_id: agent.id });
      const { id } = await fixture.startAttempt(task.id);
      await fixture.settled(id);
      await test({ repository: remote, project, task, id }, remote);
    } finally {
      await host.close();
    }
  }

  it('gets the merge pushed, with the token of the project', () =>
    onRemote(async ({ id }, remote) => {
      const { body } = await fixture.approve(id);
      expect(body).toMatchObject({ status: 'APPROVED_MERGED' });
      expect(git(remote, 'rev-parse', 'main')).toBe(body['merge_sha']);
      expect(git(remote, 'show', 'main:new.txt')).toBe('1');
      expect(git(remote, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
      expect(field(remote, '%cn')).toBe('Antfarm');
    }));

  it('never shows its token to the agent', () =>
    onRemote(async ({ id }) => {
      expect(JSON.stringify(await fixture.storedEvents(id))).not.toContain(token);
    }));

  it('is merged on its new base when somebody pushed meanwhile', () =>
    onRemote(async ({ id }, remote) => {
      const clone = join(fixture.folder, fixture.unique('clone'));
      git(fixture.folder, 'clone', '-q', remote, clone);
      const base = commitFiles(clone, { 'base.txt': '1\n' });
      git(clone, 'push', '-q', 'origin', 'main');
      expect((await fixture.approve(id)).body).toMatchObject({ merge: { base_sha: base } });
      expect(parents(remote)[0]).toBe(base);
    }));

  it('that refuses the token leaves the attempt in review', () =>
    onRemote(async ({ id, project }, remote) => {
      const before = git(remote, 'rev-parse', 'main');
      await fixture.api.put(`/api/projects/${project.id}/repo-token`, { token: 'wrong' });
      const { status, body } = await fixture.approve(id);
      expect({ status, code: body['code'] as string }).toEqual({ status: 409, code: 'attempt.fetch_failed' });
      expect(await fixture.attempt(id)).toMatchObject({ status: 'REVIEW_READY', phase: null });
      expect(git(remote, 'rev-parse', 'main')).toBe(before);
    }));
});
