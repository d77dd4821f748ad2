import { renameSync } from 'node:fs';
import type { AttemptDto, AttemptListDto } from '../src/attempts/attempts.dto.js';
import type { DiffFileDto } from '../src/attempts/review/attempt-review.dto.js';
import { CHECKPOINTS } from '../src/platform/process/checkpoint.js';
import { AttemptFixture, type Started } from './support/attempt-fixture.js';
import { commitFiles, git, temporaryFolder } from './support/git-fixture.js';
import { KillPoints } from './support/kill-points.js';

const PREPARING = CHECKPOINTS.filter((name) => name.startsWith('preparing.'));
const kill = new KillPoints(temporaryFolder());

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start(kill.env);
});
afterAll(() => fixture.stop());

const FILES = { 'readme.md': 'one\ntwo\nthree\nfour\n' };
/** Keeps both sides, and what it was told. */
const RESOLVES = 'cat >prompt.md; sed -i "/^[<=>]\\{7\\}/d" readme.md';

interface Conflict extends Started {
  readonly attempt: AttemptDto;
  /** The branch with the change of the other card. */
  readonly main: string;
}

/** Two cards change the same line, and the other one is merged. */
async function conflict(): Promise<Conflict> {
  const other = await fixture.run({ agent: 'sed -i s/two/TWO/ readme.md', files: FILES });
  const { repository, project } = other;
  const agent = await fixture.createAgent('sed -i s/two/2/ readme.md');
  const task = await fixture.createTask(project.id, { agent_id: agent.id });
  const { id } = await fixture.startAttempt(task.id, { base_branch: 'main' });
  const attempt = await fixture.settled(id);
  expect((await fixture.approve(other.id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
  return { repository, project, task, id, attempt, main: git(repository, 'rev-parse', 'main') };
}

async function sendBack(attemptId: string, agent: string, fields = {}): Promise<string> {
  const { id: agentId } = await fixture.createAgent(agent);
  const request = { feedback: 'Resolve it.', agent_id: agentId, ...fields };
  const { status, body } = await fixture.act(attemptId, 'request-changes', request);
  expect(status).toBe(201);
  return body['id'] as string;
}

const preview = async (attemptId: string) =>
  (await fixture.api.get(`/api/attempts/${attemptId}/merge-preview`)).body;

async function warnings(attemptId: string): Promise<string[]> {
  const events = await fixture.storedEvents(attemptId);
  return events.flatMap(({ event: { kind, payload } }) =>
    kind === 'LOG' && payload.level === 'WARN' ? [payload.message] : [],
  );
}

async function expectMerged({ repository }: Started, attemptId: string): Promise<void> {
  expect(await preview(attemptId)).toMatchObject({ clean: true, conflicts: [], behind: 0 });
  expect((await fixture.approve(attemptId)).body).toMatchObject({ status: 'APPROVED_MERGED' });
  expect(git(repository, 'show', 'main:readme.md')).toBe('one\n2\nTWO\nthree\nfour');
}

describe('changes requested of a result that conflicts with its base', () => {
  it('are made on the merge of both, and can be merged', async () => {
    const one = await conflict();
    expect(await preview(one.id)).toMatchObject({ clean: false, conflicts: ['readme.md'], behind: 2 });
    const id = await sendBack(one.id, RESOLVES);
    const child = await fixture.settled(id);
    expect(child).toMatchObject({ status: 'REVIEW_READY', base_sha: one.main });
    const prompt = await fixture.addedText(id, 'prompt.md');
    expect(prompt).toMatch(/## Conflicts to resolve\n\n.*`main`.*\n\n- readme\.md\n\n/);
    expect(prompt).toContain('Resolve it.');
    expect(await fixture.changedPaths(id)).toEqual(['prompt.md', 'readme.md']);
    const { body } = await fixture.api.get<DiffFileDto>(`/api/attempts/${id}/diff/file?path=readme.md`);
    const changed = body.hunks.flatMap(({ lines }) => lines.filter(({ t }) => t !== ' '));
    expect(changed).toEqual([{ t: '+', text: '2' }]);
    await expectMerged(one, id);
    expect(git(one.repository, 'log', '-1', '--format=%P', String(child.start_sha))).toBe(
      `${one.attempt.head_sha!} ${one.main}`,
    );
  });

  it('are not done while conflict markers are left, and the next agent is told again', async () => {
    const one = await conflict();
    const id = await sendBack(one.id, 'echo 1 >new.txt');
    expect(await fixture.settled(id)).toMatchObject({ status: 'REVIEW_READY' });
    expect(await warnings(id)).toEqual([
      'The work so far conflicts with main; the agent is to resolve it: readme.md',
      'The conflict with main is not resolved in readme.md',
    ]);
    expect(await fixture.task(one.task.id)).toMatchObject({
      status: 'review',
      needs_attention: { reason: 'conflict', ref: id },
    });
    expect(await preview(id)).toMatchObject({ clean: false, conflicts: ['readme.md'], behind: 0 });
    const { status, body } = await fixture.approve(id);
    expect({ status, code: body['code'] as string, files: body['files'] as unknown }).toEqual({
      status: 409,
      code: 'attempt.merge_conflict',
      files: ['readme.md'],
    });
    expect(git(one.repository, 'rev-parse', 'main')).toBe(one.main);
    expect(await fixture.attempt(id)).toMatchObject({ status: 'REVIEW_READY', phase: null });
    const nextId = await sendBack(id, RESOLVES);
    expect(await fixture.settled(nextId)).toMatchObject({ status: 'REVIEW_READY', base_sha: one.main });
    expect(await fixture.addedText(nextId, 'prompt.md')).toContain('\n\n- readme.md\n\n');
    await expectMerged(one, nextId);
  });

  it('are asked for again where an agent failed before it had resolved all', async () => {
    const one = await conflict();
    const id = await sendBack(one.id, `${RESOLVES}; exit 1`);
    expect(await fixture.settled(id)).toMatchObject({ status: 'FAILED' });
    const nextId = await sendBack(id, 'cat >prompt.md');
    await fixture.settled(nextId);
    expect(await fixture.addedText(nextId, 'prompt.md')).toContain('\n\n- readme.md\n\n');
    await expectMerged(one, nextId);
  });

  it('come with the comments where their lines are in the merge', async () => {
    const one = await conflict();
    const { body } = await fixture.act(one.id, 'comments', {
      path: 'readme.md',
      side: 'new',
      line: 4,
      body: 'Spell it.',
      severity: 'nit',
    });
    const id = await sendBack(one.id, RESOLVES, { comment_ids: [body['id']] });
    await fixture.settled(id);
    expect(await fixture.addedText(id, 'prompt.md')).toContain('nit: readme.md, line 8\n');
    const comments = await fixture.api.get(`/api/attempts/${id}/comments`);
    expect(comments.body['items']).toMatchObject([{ state: 'open', position: { line: 5 } }]);
  });

  it('are made on one merge, wherever the server is killed while it prepares that', async () => {
    const one = await conflict();
    const { id: agentId } = await fixture.createAgent(RESOLVES);
    let asked: Promise<unknown> | undefined;
    for (const checkpoint of PREPARING) {
      kill.arm(checkpoint);
      asked ??= fixture
        .act(one.id, 'request-changes', { feedback: 'Resolve it.', agent_id: agentId })
        .catch(() => undefined); // the server may die before it answers
      await fixture.server.resume().catch(() => undefined); // and before it is ready
      await kill.reached();
      await fixture.server.process.exited;
    }
    await fixture.server.resume();
    const { body } = await fixture.api.get<AttemptListDto>(`/api/tasks/${one.task.id}/attempts`);
    expect(body.items).toHaveLength(2);
    const id = body.items[0]!.id;
    const child = await fixture.settled(id);
    expect(child).toMatchObject({ status: 'REVIEW_READY', base_sha: one.main });
    await expectMerged(one, id);
    const merges = git(one.repository, 'rev-list', '--merges', child.head_sha!, `^${one.main}`);
    expect(merges).toBe(child.start_sha);
  });

  it('are made on the base as it was last seen, where the repository is away', async () => {
    const one = await conflict();
    await preview(one.id);
    renameSync(one.repository, `${one.repository}-away`);
    const id = await sendBack(one.id, RESOLVES);
    const child = await fixture.settled(id);
    renameSync(`${one.repository}-away`, one.repository);
    expect(child).toMatchObject({ status: 'REVIEW_READY', base_sha: one.main });
    expect(await warnings(id)).toContainEqual(expect.stringContaining('The repository cannot be fetched'));
    await expectMerged(one, id);
  });
});

describe('changes requested of a result whose base only moved on', () => {
  it('are made on the result as it is, with the base that it has', async () => {
    const { id, repository, attempt } = await fixture.run({ agent: 'echo 1 >>new.txt', files: FILES });
    commitFiles(repository, { 'base.txt': '1\n' });
    const childId = await sendBack(id, 'echo 2 >>new.txt');
    expect(await fixture.settled(childId)).toMatchObject({
      status: 'REVIEW_READY',
      base_sha: attempt.base_sha,
      start_sha: attempt.head_sha,
    });
    expect(await preview(childId)).toMatchObject({ clean: true, behind: 1 });
    expect((await fixture.approve(childId)).body).toMatchObject({ status: 'APPROVED_MERGED' });
  });
});
