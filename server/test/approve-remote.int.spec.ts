import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AttemptFixture } from './support/attempt-fixture.js';
import { audit } from './support/audit.js';
import { eventually } from './support/eventually.js';
import { commitFiles, git } from './support/git-fixture.js';
import { GitInFront } from './support/git-in-front.js';
import {
  describeWithNginx,
  LARGEST_BODY_KB,
  startNginxGitHost,
  type NginxGitHost,
} from './support/nginx-git-host.js';

const token = 'remote-secret-token';
/** The server gives a silent remote a minute; here some seconds. */
const impatient = new GitInFront('GIT_HTTP_LOW_SPEED_TIME=5');

describeWithNginx('an approval for a remote behind nginx', () => {
  let fixture: AttemptFixture;
  let host: NginxGitHost;

  beforeAll(async () => {
    fixture = await AttemptFixture.start({
      PATH: impatient.path,
      ALLOW_REPO_PROTOCOLS: 'http',
      ALLOW_PRIVATE_REPO_HOSTS: '127.0.0.1',
    });
    host = await startNginxGitHost(join(fixture.folder, 'nginx'), fixture.folder, token);
  });
  afterAll(async () => {
    await host.stop();
    await fixture.stop();
  });

  async function createResult(agent = 'echo 1 >new.txt') {
    const name = `${fixture.unique('remote')}.git`;
    const remote = join(fixture.folder, name);
    git(fixture.folder, 'clone', '-q', '--bare', fixture.repository(), remote);
    const project = await fixture.createProject({ repo_url: `${host.url}/${name}`, default_branch: 'main' });
    await fixture.api.put(`/api/projects/${project.id}/repo-token`, { token });
    const { id: agent_id } = await fixture.createAgent(agent);
    const task = await fixture.createTask(project.id, { agent_id });
    const { id } = await fixture.startAttempt(task.id);
    await fixture.settled(id);
    return { id, remote };
  }

  function hook(remote: string, name: string, script: string): void {
    const file = join(remote, 'hooks', name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }

  const merges = (remote: string) => git(remote, 'rev-list', '--count', '--merges', 'main');
  const faults = () => audit({ databaseUrl: fixture.server.databaseUrl!, dataDir: fixture.server.dataDir });

  it('is pushed with the credentials, once', async () => {
    const { id, remote } = await createResult();
    expect((await fixture.approve(id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
    expect((await fixture.approve(id)).body).toMatchObject({ merge_sha: git(remote, 'rev-parse', 'main') });
    expect(merges(remote)).toBe('1');
  });

  it.each<[string, (remote: string) => void, string, string | undefined]>([
    ['a hook', (remote) => hook(remote, 'pre-receive', 'exit 1'), 'pre-receive hook declined', undefined],
    [
      'who may only read',
      (remote) => git(remote, 'config', 'http.receivepack', 'false'),
      'auth_failed',
      undefined,
    ],
    ['what is too large', () => undefined, '413', `head -c ${LARGEST_BODY_KB * 2}K /dev/urandom >large`],
  ])('that refuses %s leaves the attempt in review', async (_, forbid, why, agent) => {
    const { id, remote } = await createResult(agent);
    forbid(remote);
    const { status, body } = await fixture.approve(id);
    expect({ status, code: body['code'] as string }).toEqual({ status: 409, code: 'attempt.push_refused' });
    expect(body['detail']).toContain(why);
    expect(JSON.stringify(body)).not.toContain(token);
    expect(await fixture.attempt(id)).toMatchObject({ status: 'REVIEW_READY', phase: null });
    expect(merges(remote)).toBe('0');
  });

  it('whose branch moves under the push merges again', async () => {
    const { id, remote } = await createResult();
    const clone = join(fixture.folder, fixture.unique('clone'));
    git(fixture.folder, 'clone', '-q', remote, clone);
    const theirs = commitFiles(clone, { theirs: '1' });
    git(remote, 'fetch', '-q', clone, theirs);
    const move = `env -u GIT_QUARANTINE_PATH git update-ref refs/heads/main ${theirs}`;
    hook(remote, 'pre-receive', `rm hooks/pre-receive; ${move}`);
    expect((await fixture.approve(id)).body).toMatchObject({
      status: 'APPROVED_MERGED',
      merge: { base_sha: theirs },
    });
    expect(merges(remote)).toBe('1');
  });

  it.each<[string, 'is cut' | 'hangs for good']>([
    ['pre-receive', 'is cut'],
    ['post-receive', 'is cut'],
    ['pre-receive', 'hangs for good'],
  ])(
    'whose connection in its %s hook %s is told as unanswered, and counts once when the remote is back',
    async (name, fault) => {
      const { id, remote } = await createResult();
      hook(remote, name, `cat >/dev/null; ${fixture.meeting.wait(id)}`);
      const answer = fixture.approve(id);
      await fixture.meeting.arrival(id);
      if (fault === 'is cut') await host.cut();
      else host.hang();
      const { status, body } = await answer;
      expect({ status, code: body['code'] as string }).toEqual({
        status: 409,
        code: 'attempt.push_unanswered',
      });
      expect(await fixture.attempt(id)).toMatchObject({ status: 'REVIEW_READY', phase: 'merging' });
      const told = (await fixture.storedEvents(id)).filter(({ event }) => event.kind === 'ERROR');
      expect(told).toHaveLength(1);
      await host.resume();
      fixture.meeting.letGo(id);
      await eventually(async () => (await fixture.attempt(id)).status === 'APPROVED_MERGED', 'the merge');
      expect(merges(remote)).toBe('1');
      expect(await faults()).toEqual([]);
    },
  );
});
