import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AttemptFixture, type Started } from './support/attempt-fixture.js';
import { eventually } from './support/eventually.js';
import { hashFolder } from './support/hash-folder.js';
import { git } from './support/git-fixture.js';
import { numberedLines } from './support/numbered-lines.js';
import type { EventStream } from './support/event-stream.js';

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start();
});
afterAll(() => fixture.stop());

describe('a new project', () => {
  it('is fetched before its first attempt', async () => {
    const repository = fixture.repository();
    const { id } = await fixture.createProject({ local_path: repository });
    const mirror = join(fixture.server.dataDir, 'repos', `${id}.git`);
    const fetched = join(mirror, 'refs/remotes/origin/main');
    await eventually(() => existsSync(fetched), 'the mirror');
    expect(readFileSync(fetched, 'utf8').trim()).toBe(git(repository, 'rev-parse', 'main'));
  });
});

describe('a card whose agent prints colours', () => {
  it('shows the words alone', async () => {
    const name = fixture.unique('agent');
    const { id, task } = await fixture.start({
      agent: `printf '\\033[32mstep 8\\033[0m of 12\\n'; ${fixture.meeting.wait(name)}`,
    });
    await fixture.meeting.arrival(name);
    const activity = async () => (await fixture.task(task.id)).latest_attempt?.activity;
    expect(await eventually(activity, 'what the agent does')).toBe('step 8 of 12');
    fixture.meeting.letGo(name);
    await fixture.settled(id);
  });
});

describe('three cards at once on repositories of published packages', () => {
  const PACKAGES = ['es-toolkit', 'rxjs', 'express'];
  let started: Started[];
  let streams: EventStream[];
  let hashes: string[];

  beforeAll(async () => {
    started = [];
    hashes = [];
    for (const name of PACKAGES) {
      const repository = await fixture.packageRepository(name);
      hashes.push(await hashFolder(repository));
      const project = await fixture.createProject({
        local_path: repository,
        commands: { test: 'test -f added.txt' },
      });
      const { body } = await fixture.api.post(`/api/projects/${project.id}/validate`);
      expect(body).toMatchObject({ ok: true });
      const agent = await fixture.createAgent(
        `seq -f 'line %.0f' 1 500; ${fixture.meeting.wait(name)}; seq -f 'line %.0f' 501 3000; echo 1 >added.txt`,
      );
      const task = await fixture.createTask(project.id, { agent_id: agent.id });
      const attempt = await fixture.startAttempt(task.id);
      expect(attempt.status).toBe('QUEUED');
      started.push({ repository, project, task, id: attempt.id });
    }
    streams = started.map(({ id }) => fixture.follow(id));
  });

  it('works on all three at the same time', async () => {
    await Promise.all(PACKAGES.map((name) => fixture.meeting.arrival(name)));
    for (const { id, task } of started) {
      expect(await fixture.attempt(id)).toMatchObject({ status: 'RUNNING', phase: 'agent' });
      expect(await fixture.task(task.id)).toMatchObject({ status: 'in_progress' });
    }
  });

  it('brings all three to review, with the change as their diff', async () => {
    for (const name of PACKAGES) fixture.meeting.letGo(name);
    const ends = await Promise.all(streams.map(({ ended }) => ended));
    expect(ends).toEqual(PACKAGES.map(() => ({ code: 1000, status: 'REVIEW_READY' })));
    for (const { id, task } of started) {
      const attempt = await fixture.attempt(id);
      expect(attempt).toMatchObject({
        status: 'REVIEW_READY',
        phase: null,
        gates: [{ gate: 'test', status: 'passed' }],
      });
      const { body } = await fixture.api.get(`/api/attempts/${id}/diff`);
      expect(body['files']).toMatchObject([
        { path: 'added.txt', status: 'added', additions: 1, deletions: 0 },
      ]);
      expect(await fixture.task(task.id)).toMatchObject({
        status: 'review',
        needs_attention: { reason: 'review' },
      });
    }
  });

  it('streams every line once and in order, and the first soon after RUNNING', () => {
    for (const stream of streams) {
      expect(stream.lines()).toEqual(numberedLines(3_000));
      expect(stream.events.map(({ seq }) => seq)).toEqual(stream.events.map((_, index) => index + 1));
      expect(stream.frames.at(-1)).toMatchObject({ type: 'end' });
    }
    console.info(`first line after RUNNING: ${streams.map(firstLineMs).join(', ')} ms`);
  });

  it('answers the same events by REST, page by page', async () => {
    for (const [index, { id }] of started.entries()) {
      expect(await fixture.storedEvents(id)).toEqual(streams[index]!.events);
      expect((await fixture.attempt(id)).last_seq).toBe(streams[index]!.events.length);
    }
    const [first] = started;
    const tail = await fixture.api.get(`/api/attempts/${first!.id}/events?before=101&limit=50`);
    expect(tail.body['items']).toEqual(streams[0]!.events.slice(50, 100));
  });

  it('continues a socket behind the number that it asks for', async () => {
    const resumed = fixture.follow(started[0]!.id, '?after=1234');
    expect(await resumed.ended).toEqual({ code: 1000, status: 'REVIEW_READY' });
    expect(resumed.events).toEqual(streams[0]!.events.slice(1234));
  });

  it('sends several events in a frame when asked to', async () => {
    const batched = fixture.follow(started[0]!.id, '?batch=1');
    await batched.ended;
    expect(batched.events).toEqual(streams[0]!.events);
    expect(batched.frames.length).toBeLessThan(50);
  });

  it('leaves the repositories of the user exactly as they were', async () => {
    for (const [index, { repository }] of started.entries())
      expect(await hashFolder(repository)).toBe(hashes[index]);
  });

  it('merges one of them on approval', async () => {
    const { id, repository, task } = started[0]!;
    expect((await fixture.approve(id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
    expect(git(repository, 'status', '--porcelain')).toBe('');
    expect(git(repository, 'show', 'main:added.txt')).toBe('1');
    expect(await fixture.task(task.id)).toMatchObject({ status: 'done', needs_attention: null });
  });
});

describe('the socket of an attempt', () => {
  it('follows an attempt live from the middle', async () => {
    const name = fixture.unique('live');
    const { id } = await fixture.start({ agent: `echo one; ${fixture.meeting.wait(name)}; echo two` });
    const first = fixture.follow(id);
    const { seq } = await first.untilPrinted('one');
    first.close();
    const second = fixture.follow(id, `?after=${seq}`);
    fixture.meeting.letGo(name);
    expect(await second.ended).toMatchObject({ code: 1000 });
    expect(second.lines()).toEqual(['two']);
    expect(second.events[0]?.seq).toBe(seq + 1);
  });

  it('is refused for an attempt that does not exist', async () => {
    const unknown = fixture.follow('01890000-0000-7000-8000-000000000000');
    expect(await unknown.ended).toEqual({ code: 4404, status: null });
  });

  it('is refused for an attempt of somebody else, like every request for it', async () => {
    const { id, project } = await fixture.run({ agent: 'true' });
    await fixture.giveAway(project.id);
    expect(await fixture.follow(id).ended).toEqual({ code: 4404, status: null });
    expect((await fixture.api.get(`/api/attempts/${id}`)).status).toBe(404);
    expect((await fixture.approve(id)).body).toMatchObject({ code: 'attempt.not_found' });
  });
});

/** Between the event RUNNING and the first line of output. */
function firstLineMs({ events }: EventStream): number {
  const running = events.find(({ event }) => event.kind === 'STATUS' && event.payload.to === 'RUNNING');
  const line = events.find(({ event }) => event.kind === 'LOG' && event.payload.stream === 'stdout');
  return Date.parse(line!.ts) - Date.parse(running!.ts);
}
