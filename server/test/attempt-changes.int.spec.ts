import type { AttemptListDto, StartedAttemptsDto } from '../src/attempts/attempts.dto.js';
import { AttemptFixture } from './support/attempt-fixture.js';
import { git } from './support/git-fixture.js';

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start();
});
afterAll(() => fixture.stop());

/** Keeps what it was told, in the workspace, and counts its rounds. */
const KEEPS_PROMPT =
  'echo round >>rounds.txt; cat >stdin.md; printf "%s" "$AGENT_PROMPT" >variable.md; cat "$AGENT_PROMPT_FILE" >file.md';

async function sendBack(attemptId: string, feedback: string, fields = {}): Promise<string> {
  const { status, body } = await fixture.act(attemptId, 'request-changes', { feedback, ...fields });
  expect({ status, parent: body['parent_attempt_id'] as string }).toEqual({ status: 201, parent: attemptId });
  return body['id'] as string;
}

describe('an agent', () => {
  it('is told task, criteria, focus files and instructions in three ways', async () => {
    const { id, task } = await fixture.run({
      agent: KEEPS_PROMPT,
      agentFields: { instructions: 'Be brief.' },
      task: {
        title: 'Say “hello”',
        description: 'In $HOME and `here`.',
        acceptance_criteria: ['it says hello', 'it ends'],
        focus_files: ['src/hello.ts'],
      },
    });
    const told = await fixture.addedText(id, 'stdin.md');
    expect(told).toContain(`# ${task.key}: Say “hello”`);
    for (const part of [
      'In $HOME and `here`.',
      '- [ ] it says hello',
      '- [ ] it ends',
      '- src/hello.ts',
      'Be brief.',
    ])
      expect(told).toContain(part);
    expect(await fixture.addedText(id, 'file.md')).toBe(told);
    expect((await fixture.addedText(id, 'variable.md')).trimEnd()).toBe(told.trimEnd());
  });
});

describe('requesting changes', () => {
  it('lets the next agent go on from the result, told the task and the feedback', async () => {
    const { id, task, attempt } = await fixture.run({
      agent: KEEPS_PROMPT,
      task: { acceptance_criteria: ['it is polite'] },
    });
    const childId = await sendBack(id, 'Please say *please*.');
    expect(await fixture.task(task.id)).toMatchObject({ status: 'in_progress', needs_attention: null });
    const child = await fixture.settled(childId);
    expect(child).toMatchObject({
      status: 'REVIEW_READY',
      number: 2,
      base_sha: attempt.base_sha,
      start_sha: attempt.head_sha,
      feedback: 'Please say *please*.',
    });
    expect(await fixture.addedText(childId, 'rounds.txt')).toBe('round\nround\n');
    for (const file of ['stdin.md', 'variable.md', 'file.md']) {
      const told = await fixture.addedText(childId, file);
      for (const part of [task.title, 'it is polite', 'Please say *please*.']) expect(told).toContain(part);
    }
    expect(await fixture.task(task.id)).toMatchObject({
      status: 'review',
      latest_attempt: { id: childId },
    });
  });

  it('makes a diff of the whole change, which one approval merges', async () => {
    const { id, repository } = await fixture.run({ agent: 'ls >"seen-$(ls | wc -l).txt"' });
    const childId = await sendBack(id, 'once more');
    await fixture.settled(childId);
    expect(await fixture.changedPaths(childId)).toEqual(['seen-1.txt', 'seen-2.txt']);
    expect((await fixture.approve(childId)).body).toMatchObject({ status: 'APPROVED_MERGED' });
    expect(git(repository, 'ls-files')).toBe('readme.md\nseen-1.txt\nseen-2.txt');
  });

  it('closes the result as superseded', async () => {
    const { id } = await fixture.run({ agent: 'echo 1 >>new.txt' });
    await fixture.settled(await sendBack(id, 'once more'));
    expect(await fixture.attempt(id)).toMatchObject({
      status: 'REVIEW_READY',
      closed: { reason: 'superseded' },
    });
    expect((await fixture.approve(id)).body).toMatchObject({ code: 'attempt.closed', status: 409 });
    expect((await fixture.act(id, 'request-changes', { feedback: 'x' })).body).toMatchObject({
      code: 'attempt.closed',
    });
  });

  it('is undone by discarding what came of it', async () => {
    const { id, task } = await fixture.run({ agent: 'echo 1 >>new.txt' });
    const childId = await sendBack(id, 'once more');
    await fixture.settled(childId);
    expect((await fixture.act(childId, 'discard')).body).toMatchObject({ closed: { reason: 'discarded' } });
    expect(await fixture.attempt(id)).toMatchObject({ closed: null });
    expect(await fixture.task(task.id)).toMatchObject({
      status: 'review',
      needs_attention: { reason: 'review', ref: id },
      latest_attempt: { id, closed: null },
    });
    expect((await fixture.approve(id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
    expect((await fixture.approve(childId)).body).toMatchObject({ code: 'attempt.closed' });
  });

  it('keeps its agent as long as an attempt of it is under way', async () => {
    const name = fixture.unique('agent');
    const agent = await fixture.createAgent(fixture.meeting.wait(name));
    const { task } = await fixture.run({ agent: 'true' });
    const { id } = await fixture.startAttempt(task.id, { agent_id: agent.id });
    await fixture.meeting.arrival(name);
    const refused = await fixture.api.delete(`/api/agents/${agent.id}`);
    expect(refused.body).toMatchObject({ status: 409, code: 'agent.in_use', attempts: 1 });
    fixture.meeting.letGo(name);
    await fixture.settled(id);
    expect((await fixture.api.delete(`/api/agents/${agent.id}`)).status).toBe(204);
  });

  it('can be asked of another agent', async () => {
    const { id } = await fixture.run({ agent: 'echo 1 >new.txt' });
    const other = await fixture.createAgent('echo 2 >new.txt', { name: 'Second Opinion' });
    const child = await fixture.settled(await sendBack(id, 'two', { agent_id: other.id }));
    expect(child).toMatchObject({ agent_id: other.id, agent_name: 'Second Opinion' });
    expect(await fixture.addedText(child.id, 'new.txt')).toBe('2\n');
  });

  it('is possible of a failed attempt that left something', async () => {
    const { id, attempt } = await fixture.run({ agent: 'echo 1 >>new.txt; test "$(wc -l <new.txt)" = 2' });
    expect(attempt).toMatchObject({ status: 'FAILED', head_sha: expect.any(String) });
    const child = await fixture.settled(await sendBack(id, 'go on'));
    expect(child).toMatchObject({ status: 'REVIEW_READY' });
    expect(await fixture.addedText(child.id, 'new.txt')).toBe('1\n1\n');
  });

  it('is refused without feedback, and of an attempt under way', async () => {
    const name = fixture.unique('agent');
    const { id } = await fixture.start({ agent: fixture.meeting.wait(name) });
    await fixture.meeting.arrival(name);
    expect((await fixture.act(id, 'request-changes', { feedback: '' })).status).toBe(400);
    expect((await fixture.act(id, 'request-changes', { feedback: 'x' })).body).toMatchObject({
      code: 'attempt.illegal_transition',
    });
    fixture.meeting.letGo(name);
    await fixture.settled(id);
  });
});

describe('discarding', () => {
  it('closes an attempt for good, and again answers the same', async () => {
    const { id, repository } = await fixture.run({ agent: 'echo 1 >new.txt' });
    const first = await fixture.act(id, 'discard');
    expect(first).toMatchObject({
      status: 200,
      body: { status: 'REVIEW_READY', closed: { reason: 'discarded' } },
    });
    expect((await fixture.act(id, 'discard')).body['closed']).toEqual(first.body['closed']);
    expect((await fixture.approve(id)).body).toMatchObject({ code: 'attempt.closed' });
    expect((await fixture.act(id, 'rerun-gates', {})).status).toBeGreaterThanOrEqual(400);
    expect(git(repository, 'rev-list', '--count', 'main')).toBe('1');
    expect(await fixture.changedPaths(id)).toEqual(['new.txt']);
  });

  it('leaves the card asking for what another open attempt waits for', async () => {
    const { id: olderId, task } = await fixture.run({ agent: 'echo 1 >new.txt' });
    const newer = await fixture.startAttempt(task.id);
    await fixture.settled(newer.id);
    await fixture.act(newer.id, 'discard');
    expect(await fixture.task(task.id)).toMatchObject({
      needs_attention: { reason: 'review', ref: olderId },
      latest_attempt: { id: olderId },
    });
    await fixture.act(olderId, 'discard');
    expect(await fixture.task(task.id)).toMatchObject({ status: 'review', needs_attention: null });
  });
});

describe('a second attempt', () => {
  it('after a failure begins afresh from the base', async () => {
    const { id, task, attempt } = await fixture.run({ agent: 'echo 1 >new.txt; exit 4' });
    expect(attempt).toMatchObject({ status: 'FAILED', failure: { retryable: true } });
    const agent = await fixture.createAgent('test ! -e new.txt && echo 2 >other.txt');
    const again = await fixture.startAttempt(task.id, { agent_id: agent.id });
    expect(await fixture.settled(again.id)).toMatchObject({
      status: 'REVIEW_READY',
      number: 2,
      start_sha: attempt.base_sha,
    });
    expect(await fixture.changedPaths(again.id)).toEqual(['other.txt']);
    const { body } = await fixture.api.get<AttemptListDto>(`/api/tasks/${task.id}/attempts`);
    expect(body.items.map((one) => one.id)).toEqual([again.id, id]);
  });

  it('of several agents at once lets them be compared', async () => {
    const { task } = await fixture.run({ agent: 'true' });
    const agents = await Promise.all(['a', 'b'].map((name) => fixture.createAgent(`echo ${name} >new.txt`)));
    const { body } = await fixture.api.post<StartedAttemptsDto>(`/api/tasks/${task.id}/attempts`, {
      agent_ids: agents.map(({ id }) => id),
    });
    expect(body.items).toHaveLength(2);
    for (const { id } of body.items)
      expect(await fixture.settled(id)).toMatchObject({ status: 'REVIEW_READY' });
  });
});
