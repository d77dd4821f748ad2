import { AttemptFixture } from './support/attempt-fixture.js';
import { eventually } from './support/eventually.js';

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start();
});
afterAll(() => fixture.stop());

const fenceOf = async (attemptId: string): Promise<number> =>
  Number(
    (await fixture.query<{ fence: string }>('select fence from attempts where id = $1', [attemptId]))[0]!
      .fence,
  );

describe('the queue', () => {
  it('leaves those that wait in peace until a place is free', async () => {
    const name = fixture.unique('agent');
    const first = await fixture.start({
      agent: fixture.meeting.wait(name),
      project: { max_concurrent_attempts: 1 },
    });
    await fixture.meeting.arrival(name);
    const agent = await fixture.createAgent('true');
    const waiting = [
      await fixture.startAttempt(first.task.id, { agent_id: agent.id }),
      await fixture.startAttempt(first.task.id, { agent_id: agent.id }),
    ];
    for (const { id } of waiting) await eventually(async () => (await fenceOf(id)) > 0, 'a look at it');
    await fixture.run({ agent: 'true' }); // another project's work takes long enough to see them being looked at
    // Once at their start, and once more by each round of the sweeper.
    for (const { id } of waiting) expect(await fenceOf(id)).toBeLessThan(200);
    fixture.meeting.letGo(name);
    for (const { id } of waiting) expect(await fixture.settled(id)).toMatchObject({ status: 'REVIEW_READY' });
  });
});

describe('a write that the database refuses', () => {
  it('is made up for while the agent is still silent', async () => {
    const [first, second] = [fixture.unique('agent'), fixture.unique('agent')];
    const { id } = await fixture.start({
      agent: `echo one; ${fixture.meeting.wait(first)}; echo two; ${fixture.meeting.wait(second)}; echo three`,
    });
    const stream = fixture.follow(id);
    await stream.untilPrinted('one');
    await fixture.meeting.arrival(first);
    await fixture.query('alter table attempt_events rename to attempt_events_away');
    fixture.meeting.letGo(first);
    await fixture.meeting.arrival(second);
    const errors = () =>
      fixture.query<{ errors: number }>('select pipeline_errors as errors from attempts where id = $1', [id]);
    await eventually(async () => (await errors())[0]!.errors > 0, 'the refusal');
    await fixture.query('alter table attempt_events_away rename to attempt_events');
    await stream.untilPrinted('two');
    fixture.meeting.letGo(second);
    expect(await stream.ended).toEqual({ code: 1000, status: 'REVIEW_READY' });
    expect(stream.lines()).toEqual(['one', 'two', 'three']);
  });
});

describe('a merge that was left in the middle', () => {
  it('is settled while the server runs', async () => {
    const { id } = await fixture.run({ agent: 'echo 1 >new.txt' });
    await fixture.query(`update attempts set phase = 'merging' where id = $1`, [id]);
    await eventually(async () => (await fixture.attempt(id)).phase === null, 'the end of the merge');
    expect((await fixture.approve(id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
  });

  it('is taken up by whoever approves again', async () => {
    const { id } = await fixture.run({ agent: 'echo 1 >new.txt' });
    await fixture.query(`update attempts set phase = 'merging' where id = $1`, [id]);
    expect((await fixture.approve(id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
  });
});

describe('a team project', () => {
  it('runs one attempt of a task at a time and merges nothing that no reviewer has passed', async () => {
    const name = fixture.unique('agent');
    const { id, task } = await fixture.start({
      agent: `echo 1 >new.txt; ${fixture.meeting.wait(name)}`,
      project: { workflow: 'team' },
    });
    await fixture.meeting.arrival(name);
    const again = await fixture.api.post(`/api/tasks/${task.id}/attempts`, {});
    expect(again.body).toMatchObject({ status: 409, code: 'task.attempt_under_way' });
    fixture.meeting.letGo(name);
    expect(await fixture.settled(id)).toMatchObject({ status: 'REVIEW_READY' });
    expect((await fixture.approve(id)).body).toMatchObject({ status: 409, code: 'task.guard.not_reviewed' });
  });
});
