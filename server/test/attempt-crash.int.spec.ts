import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AttemptDetailDto } from '../src/attempts/attempts.dto.js';
import { readIdentity } from '../src/platform/process/process-identity.js';
import { sendSignal } from '../src/platform/process/process-table.js';
import { runFiles } from '../src/platform/process/run-protocol/run-directory.js';
import { AttemptFixture } from './support/attempt-fixture.js';
import { numberedLines } from './support/numbered-lines.js';
import { spawnServer } from './support/server-process.js';

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start();
});
afterAll(() => fixture.stop());

async function crash(): Promise<void> {
  await fixture.server.kill('SIGKILL');
}

async function crashAndStart(): Promise<void> {
  await crash();
  await fixture.server.restart();
}

async function expectGapless(attemptId: string): Promise<void> {
  const events = await fixture.storedEvents(attemptId);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
}

function runnersOf(attemptId: string): number[] {
  const runs = join(fixture.server.dataDir, 'attempts', attemptId, 'runs');
  return readdirSync(runs).flatMap((run) => readIdentity(runFiles(join(runs, run)).identity)?.pid ?? []);
}

describe('a server that is killed', () => {
  it('finds the same agent at work again, twice, and no line of it lost or doubled', async () => {
    const [first, second] = [fixture.unique('agent'), fixture.unique('agent')];
    const { id } = await fixture.start({
      agent: [
        'echo started >>starts.txt',
        `seq -f 'line %.0f' 1 1500; ${fixture.meeting.wait(first)}`,
        `seq -f 'line %.0f' 1501 3000; ${fixture.meeting.wait(second)}`,
        `seq -f 'line %.0f' 3001 4000`,
      ].join('\n'),
    });
    await fixture.follow(id).untilPrinted('line 200');
    await crash();
    fixture.meeting.letGo(first); // it prints on while no server is there
    await fixture.server.restart();
    await fixture.follow(id).untilPrinted('line 2000');
    await crashAndStart();
    fixture.meeting.letGo(second);
    const stream = fixture.follow(id);
    expect(await stream.ended).toEqual({ code: 1000, status: 'REVIEW_READY' });
    expect(stream.lines()).toEqual(numberedLines(4_000));
    await expectGapless(id);
    expect(await fixture.addedText(id, 'starts.txt')).toBe('started\n');
    expect(await fixture.attempt(id)).toMatchObject({ runs: [{ status: 'succeeded' }] });
  });

  it('finds what an agent did, and that it ended, while no server was there', async () => {
    const name = fixture.unique('agent');
    const { id } = await fixture.start({
      agent: `echo up; ${fixture.meeting.wait(name)}; echo later; echo 1 >new.txt`,
    });
    await fixture.meeting.arrival(name);
    await crash();
    fixture.meeting.letGo(name);
    await fixture.meeting.departure(name);
    await fixture.server.restart();
    const stream = fixture.follow(id);
    expect(await stream.ended).toMatchObject({ status: 'REVIEW_READY' });
    expect(stream.lines()).toEqual(['up', 'later']);
    expect(fixture.meeting.count(name)).toBe(1);
  });

  it('follows a gate that was under way to its end, without running it twice', async () => {
    const names = { install: fixture.unique('install'), test: fixture.unique('test') };
    const { id } = await fixture.start({
      agent: 'echo 1 >new.txt',
      project: {
        commands: {
          install: fixture.meeting.wait(names.install),
          test: fixture.meeting.wait(names.test),
          lint: 'true',
        },
        setup: { install_first: false },
      },
    });
    await fixture.meeting.arrival(names.install);
    await crashAndStart();
    fixture.meeting.letGo(names.install);
    await fixture.meeting.arrival(names.test);
    await crashAndStart();
    fixture.meeting.letGo(names.test);
    const attempt = await fixture.settled(id);
    expect(attempt).toMatchObject({ status: 'REVIEW_READY' });
    expect(attempt.gates).toMatchObject([{ status: 'passed' }, { status: 'passed' }, { status: 'passed' }]);
    expect(fixture.meeting.count(names.install)).toBe(1);
    expect(fixture.meeting.count(names.test)).toBe(1);
    await expectGapless(id);
  });

  it('still lets the attempt be cancelled afterwards', async () => {
    const name = fixture.unique('agent');
    const { id } = await fixture.start({ agent: fixture.meeting.wait(name) });
    await fixture.meeting.arrival(name);
    await crashAndStart();
    await fixture.act(id, 'cancel');
    expect(await fixture.settled(id)).toMatchObject({ status: 'CANCELLED' });
    await fixture.meeting.departure(name);
  });

  it('remembers a cancel that it was asked for', async () => {
    const name = fixture.unique('agent');
    const { id } = await fixture.start({ agent: `trap '' TERM; ${fixture.meeting.wait(name)}; sleep 600` });
    await fixture.meeting.arrival(name);
    await fixture.act(id, 'cancel');
    await crashAndStart();
    expect(await fixture.settled(id)).toMatchObject({ status: 'CANCELLED' });
  });

  it('ends a gate that was under way when the attempt is cancelled meanwhile', async () => {
    const name = fixture.unique('gate');
    const { id } = await fixture.start({
      agent: 'echo 1 >new.txt',
      project: { commands: { test: fixture.meeting.wait(name) } },
    });
    await fixture.meeting.arrival(name);
    await crash();
    await fixture.query('update attempts set cancel_requested_at = now() where id = $1', [id]);
    await fixture.server.restart();
    expect(await fixture.settled(id)).toMatchObject({ status: 'CANCELLED' });
    await fixture.meeting.departure(name);
  });

  it('and whose runner is killed as well, fails the attempt and keeps what it did', async () => {
    const name = fixture.unique('agent');
    const { id } = await fixture.start({ agent: `echo up; echo 1 >new.txt; ${fixture.meeting.wait(name)}` });
    await fixture.meeting.arrival(name);
    await crash();
    for (const pid of runnersOf(id)) sendSignal(pid, 'SIGKILL');
    await fixture.server.restart();
    const attempt = await fixture.settled(id);
    expect(attempt).toMatchObject({ status: 'FAILED', failure: { reason: 'interrupted', retryable: true } });
    await fixture.meeting.departure(name);
    expect(await fixture.addedText(id, 'new.txt')).toBe('1\n');
  });

  it('brings twenty attempts of its queue to their end, in their order, never more at once than the project allows', async () => {
    const project = await fixture.createProject({
      local_path: fixture.repository(),
      max_concurrent_attempts: 3,
    });
    const agent = await fixture.createAgent('echo started >>starts.txt; echo "done $(cat starts.txt)"');
    const ids: string[] = [];
    for (let card = 0; card < 20; card++) {
      const task = await fixture.createTask(project.id, { agent_id: agent.id });
      ids.push((await fixture.startAttempt(task.id)).id);
    }
    await fixture.settled(ids[4]!);
    await crashAndStart();
    const attempts = await Promise.all(ids.map((id) => fixture.settled(id)));
    expect(attempts.map(({ status }) => status as string)).toEqual(ids.map(() => 'REVIEW_READY'));
    for (const { id } of attempts) expect(await fixture.addedText(id, 'starts.txt')).toBe('started\n');
    expect(mostAtOnce(attempts)).toBe(3);
    // With three places free, none begins before more than two who came earlier.
    const starts = attempts.map(({ started_at }) => Date.parse(started_at!));
    const overtaken = starts.map(
      (start, place) => starts.slice(0, place).filter((other) => other > start).length,
    );
    expect(Math.max(...overtaken)).toBeLessThan(3);
  });
});

describe('a server that is stopped', () => {
  it('lets its agents go on, says so, and follows them when it is back', async () => {
    const [first, second] = [fixture.unique('agent'), fixture.unique('agent')];
    const { id } = await fixture.start({
      agent: `echo up; ${fixture.meeting.wait(first)}; echo alone; ${fixture.meeting.wait(second)}; echo back`,
    });
    await fixture.meeting.arrival(first);
    const stopped = fixture.server.process;
    expect(await fixture.server.kill('SIGTERM')).toBe(0);
    expect(stopped.stdout()).toContain('1 agent goes on without it');
    fixture.meeting.letGo(first);
    await fixture.meeting.arrival(second);
    await fixture.server.restart();
    const stream = fixture.follow(id);
    await stream.untilPrinted('alone');
    fixture.meeting.letGo(second);
    expect(await stream.ended).toEqual({ code: 1000, status: 'REVIEW_READY' });
    expect(stream.lines()).toEqual(['up', 'alone', 'back']);
  });

  it('by the command `stop` ends its agents too', async () => {
    const { id, name } = await startWaiting();
    const stop = spawnServer({ command: ['stop'], env: environment() });
    expect(await stop.exited).toBe(0);
    expect(stop.stdout()).toContain('Antfarm stopped; 1 agent was ended.');
    await fixture.meeting.departure(name);
    expect(await fixture.server.process.exited).toBe(0);
    await fixture.server.restart();
    expect(await fixture.attempt(id)).toMatchObject({ status: 'CANCELLED' });
  });

  it('and left agents behind can end them later by the command `stop`', async () => {
    const { id, name } = await startWaiting();
    await fixture.server.kill('SIGTERM');
    expect(fixture.meeting.isWaiting(name)).toBe(true);
    const stop = spawnServer({ command: ['stop'], env: environment() });
    expect({ code: await stop.exited, stderr: stop.stderr() }).toEqual({ code: 0, stderr: '' });
    expect(stop.stdout()).toContain('1 agent was ended');
    await fixture.meeting.departure(name);
    await fixture.server.restart();
    expect(await fixture.attempt(id)).toMatchObject({ status: 'CANCELLED' });
    const { body } = await fixture.api.get(`/api/attempts/${id}/diff`);
    expect(body['files']).toMatchObject([{ path: 'new.txt' }]);
  });

  const environment = () => ({ DATA_DIR: fixture.server.dataDir, DATABASE_URL: fixture.server.databaseUrl! });

  async function startWaiting() {
    const name = fixture.unique('agent');
    const { id } = await fixture.start({ agent: `echo 1 >new.txt; ${fixture.meeting.wait(name)}` });
    await fixture.meeting.arrival(name);
    return { id, name };
  }
});

/** How many attempts were between RUNNING and their end at the same time. */
function mostAtOnce(attempts: readonly AttemptDetailDto[]): number {
  const changes = attempts.flatMap(({ started_at, finished_at }) => [
    { at: started_at!, by: 1 },
    { at: finished_at!, by: -1 },
  ]);
  changes.sort((a, b) => a.at.localeCompare(b.at) || a.by - b.by);
  let now = 0;
  return Math.max(...changes.map(({ by }) => (now += by)));
}
