import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { AttemptFixture, type Started } from './support/attempt-fixture.js';
import { eventually } from './support/eventually.js';
import { processesWithArgument, uniqueSeconds } from './support/marked-processes.js';
import { repositoryPath } from './support/repository-path.js';
import { itInSandbox } from './support/sandbox.js';

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start({
    ALLOW_REPO_PROTOCOLS: 'https,http',
    ALLOW_PRIVATE_REPO_HOSTS: '127.0.0.1',
  });
});
afterAll(() => fixture.stop());

async function cancelled({ id, task }: Started) {
  expect(await fixture.act(id, 'cancel')).toMatchObject({ status: 202 });
  const attempt = await fixture.settled(id);
  expect(attempt).toMatchObject({
    status: 'CANCELLED',
    phase: null,
    cancel_requested_at: expect.any(String),
  });
  expect(await fixture.task(task.id)).toMatchObject({ needs_attention: { reason: 'attempt_failed' } });
  return attempt;
}

describe('cancelling', () => {
  it('in the queue ends the attempt at once, without a run', async () => {
    const name = fixture.unique('agent');
    const first = await fixture.start({
      agent: fixture.meeting.wait(name),
      project: { max_concurrent_attempts: 1 },
    });
    await fixture.meeting.arrival(name);
    const waiting = await fixture.startAttempt(first.task.id);
    const { status, body } = await fixture.act(waiting.id, 'cancel');
    expect(status).toBe(202);
    expect(body).toMatchObject({ status: 'CANCELLED', runs: [], head_sha: null });
    fixture.meeting.letGo(name);
    expect(await fixture.settled(first.id)).toMatchObject({ status: 'REVIEW_READY' });
    expect(await fixture.attempt(waiting.id)).toMatchObject({ status: 'CANCELLED' });
  });

  it('right after the start ends the attempt, wherever it is', async () => {
    const started = await fixture.start({ agent: 'sleep 600' });
    await fixture.follow(started.id).untilStatus('RUNNING');
    await cancelled(started);
  });

  it('ends an attempt whose repository does not answer', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const asked = once(silent, 'connection');
    const { port } = silent.address() as AddressInfo;
    const project = await fixture.createProject({
      repo_url: `http://127.0.0.1:${port}/silent.git`,
      default_branch: 'main',
    });
    const agent = await fixture.createAgent('true');
    const task = await fixture.createTask(project.id, { agent_id: agent.id });
    const { id } = await fixture.startAttempt(task.id);
    const [socket] = (await asked) as [Socket];
    expect(await fixture.attempt(id)).toMatchObject({ status: 'RUNNING', phase: 'preparing' });
    expect((await fixture.act(id, 'cancel')).status).toBe(202);
    expect(await fixture.settled(id)).toMatchObject({ status: 'CANCELLED', head_sha: null });
    socket.destroy();
    silent.close();
  });

  it('in the middle of the install command ends it before the agent', async () => {
    const name = fixture.unique('install');
    const started = await fixture.start({
      agent: 'touch agent-ran',
      project: { commands: { install: fixture.meeting.wait(name) } },
    });
    await fixture.meeting.arrival(name);
    expect(await fixture.attempt(started.id)).toMatchObject({ status: 'RUNNING', phase: 'installing' });
    const attempt = await cancelled(started);
    await fixture.meeting.departure(name);
    expect(attempt.runs).toEqual([]);
  });

  it('in the middle of the agent keeps its diff, its log and a summary', async () => {
    const name = fixture.unique('agent');
    const started = await fixture.start({
      agent: `echo hello; echo 1 >new.txt; ${fixture.meeting.wait(name)}; echo 2 >never.txt`,
      project: { commands: { test: 'true' } },
    });
    await fixture.meeting.arrival(name);
    const attempt = await cancelled(started);
    await fixture.meeting.departure(name);
    expect(attempt).toMatchObject({ head_sha: expect.any(String), failure: null, gates: [] });
    expect(attempt.summary).toContain('1 file changed');
    expect(attempt.artifacts.map(({ name }) => name).sort()).toEqual([
      'agent.log',
      'changes.patch',
      'summary.md',
    ]);
    expect(await fixture.changedPaths(started.id)).toEqual(['new.txt']);
  });

  it('in the middle of the gates ends them and keeps the diff', async () => {
    const name = fixture.unique('gate');
    const started = await fixture.start({
      agent: 'echo 1 >new.txt',
      project: { commands: { install: 'true', test: fixture.meeting.wait(name), lint: 'true' } },
    });
    await fixture.meeting.arrival(name);
    expect(await fixture.attempt(started.id)).toMatchObject({ status: 'GATES_RUNNING' });
    const attempt = await cancelled(started);
    await fixture.meeting.departure(name);
    expect(attempt.gates).toMatchObject([{ status: 'passed' }, { status: 'skipped' }, { status: 'skipped' }]);
    expect(await fixture.changedPaths(started.id)).toEqual(['new.txt']);
  });

  it('again answers 200 and changes nothing', async () => {
    const name = fixture.unique('agent');
    const { id } = await fixture.start({ agent: `trap '' TERM; echo up; ${fixture.meeting.wait(name)}` });
    await fixture.meeting.arrival(name);
    const first = await fixture.act(id, 'cancel');
    const second = await fixture.act(id, 'cancel');
    expect([first.status, second.status]).toEqual([202, 200]);
    expect(second.body['cancel_requested_at']).toBe(first.body['cancel_requested_at']);
    await fixture.settled(id);
    const third = await fixture.act(id, 'cancel');
    expect(third).toMatchObject({ status: 200, body: { status: 'CANCELLED' } });
  });

  it('of a settled attempt is refused', async () => {
    const { id } = await fixture.run({ agent: 'echo 1 >new.txt' });
    const { status, body } = await fixture.act(id, 'cancel');
    expect({ status, code: body['code'] as string }).toEqual({
      status: 409,
      code: 'attempt.illegal_transition',
    });
    await fixture.approve(id);
    expect((await fixture.act(id, 'cancel')).status).toBe(409);
  });

  it('lets an agent that handles SIGTERM finish its sentence', async () => {
    const name = fixture.unique('agent');
    const { id } = await fixture.start({
      agent: `trap 'echo saved >saved.txt; exit 0' TERM; ${fixture.meeting.wait(name)} & while :; do sleep 0.05; done`,
    });
    await fixture.meeting.arrival(name);
    await fixture.act(id, 'cancel');
    expect(await fixture.settled(id)).toMatchObject({ status: 'CANCELLED' });
    expect(await fixture.changedPaths(id)).toEqual(['saved.txt']);
  });

  itInSandbox('leaves nothing alive of an agent that ignores SIGTERM and hides its children', async () => {
    const seconds = uniqueSeconds();
    const family = readFileSync(repositoryPath('server/test/fixtures/stubborn-family.mjs'), 'utf8');
    const started = await fixture.start({
      files: { 'family.mjs': family },
      agent: `echo 1 >new.txt; node family.mjs ${seconds}`,
    });
    await eventually(() => processesWithArgument(seconds).length >= 5, 'the whole family');
    const attempt = await cancelled(started);
    expect(attempt.isolation).toMatchObject({ kind: 'bubblewrap' });
    expect(processesWithArgument(seconds)).toEqual([]);
    expect(await fixture.changedPaths(started.id)).toEqual(['new.txt']);
  });
});
