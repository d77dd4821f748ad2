import type { AttemptDto, StartedAttemptsDto } from '../src/attempts/attempts.dto.js';
import type { MergePreviewDto } from '../src/attempts/review/attempt-review.dto.js';
import type { ComparedAttemptDto, ComparisonDto } from '../src/attempts/review/comparison.dto.js';
import type { ProjectResponse } from '../src/projects/project.dto.js';
import type { TaskResponse } from '../src/tasks/task-response.dto.js';
import { AttemptFixture } from './support/attempt-fixture.js';
import { eventually } from './support/eventually.js';

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start();
});
afterAll(() => fixture.stop());

const projectOf = (files?: Record<string, string>): Promise<ProjectResponse> =>
  fixture.createProject({ local_path: fixture.repository(files), max_concurrent_attempts: 4 });

interface Comparison {
  readonly task: TaskResponse;
  readonly attempts: readonly AttemptDto[];
}

async function startTogether(project: ProjectResponse, scripts: readonly string[]): Promise<Comparison> {
  const agents = await Promise.all(scripts.map((script) => fixture.createAgent(script)));
  const task = await fixture.createTask(project.id);
  const { body } = await fixture.api.post<StartedAttemptsDto>(`/api/tasks/${task.id}/attempts`, {
    agent_ids: agents.map(({ id }) => id),
  });
  return { task, attempts: body.items };
}

const settleAll = ({ attempts }: Comparison) => Promise.all(attempts.map(({ id }) => fixture.settled(id)));

const compare = async ({ task }: Comparison): Promise<readonly ComparedAttemptDto[]> =>
  (await fixture.api.get<ComparisonDto>(`/api/tasks/${task.id}/compare`)).body.items;

const closedReason = async (attemptId: string) => (await fixture.attempt(attemptId)).closed?.reason;

const marksOf = async (taskId: string) => (await fixture.task(taskId)).latest_attempt?.overlaps ?? [];

describe('attempts that were started together', () => {
  it('are shown side by side, and picking one closes the others for good', async () => {
    const comparison = await startTogether(await projectOf(), [
      'echo 1 >own.txt; echo a >readme.md',
      'echo b >readme.md',
      'exit 3',
    ]);
    await settleAll(comparison);
    const [first, second, failed] = await compare(comparison);
    expect([first, second, failed].map((item) => item?.comparison_id)).toEqual(
      Array.from({ length: 3 }, () => comparison.attempts[0]?.comparison_id),
    );
    expect(first).toMatchObject({
      number: 1,
      status: 'REVIEW_READY',
      duration_ms: expect.any(Number),
      diff: { files: 2 },
      files: [
        { path: 'own.txt', additions: 1, deletions: 0, shared: false },
        { path: 'readme.md', additions: 1, deletions: 1, shared: true },
      ],
      files_total: 2,
    });
    expect(second?.files).toMatchObject([{ path: 'readme.md', shared: true }]);
    expect(failed).toMatchObject({ status: 'FAILED', files: [] });

    const refused = await fixture.act(failed!.id, 'pick');
    expect(refused.body).toMatchObject({ status: 409, code: 'attempt.illegal_transition' });
    expect(await closedReason(first!.id)).toBeUndefined();

    const picked = await fixture.act(first!.id, 'pick');
    expect(picked).toMatchObject({ status: 200, body: { id: first!.id, closed: null } });
    expect(await fixture.act(first!.id, 'pick')).toMatchObject({ status: 200, body: picked.body });
    expect((await fixture.act(second!.id, 'pick')).body).toMatchObject({ code: 'attempt.closed' });
    expect((await fixture.approve(second!.id)).body).toMatchObject({ code: 'attempt.closed' });
    expect((await compare(comparison)).map(({ closed }) => closed?.reason)).toEqual([
      undefined,
      'lost_comparison',
      'lost_comparison',
    ]);
    expect(await fixture.changedPaths(second!.id)).toEqual(['readme.md']);
    expect(await fixture.task(comparison.task.id)).toMatchObject({
      status: 'review',
      needs_attention: { reason: 'review', ref: first!.id },
      latest_attempt: { id: first!.id },
    });
  });

  it('and still run or wait are cancelled by the pick, and keep what they did', async () => {
    const name = fixture.unique('agent');
    const repository = fixture.repository();
    const project = await fixture.createProject({ local_path: repository, max_concurrent_attempts: 2 });
    const comparison = await startTogether(project, [
      'echo 1 >one.txt',
      `echo 2 >two.txt; ${fixture.meeting.wait(name)}`,
      fixture.meeting.wait(name),
      fixture.meeting.wait(name),
    ]);
    const [ready, running, , queued] = comparison.attempts;
    await fixture.settled(ready!.id);
    await fixture.meeting.arrival(name);
    expect((await fixture.attempt(queued!.id)).status).toBe('QUEUED');
    expect((await fixture.act(ready!.id, 'pick')).status).toBe(200);
    expect(await fixture.attempt(queued!.id)).toMatchObject({
      status: 'CANCELLED',
      closed: { reason: 'lost_comparison' },
    });
    expect(await fixture.settled(running!.id)).toMatchObject({
      status: 'CANCELLED',
      closed: { reason: 'lost_comparison' },
    });
    expect(await fixture.changedPaths(running!.id)).toEqual(['two.txt']);
    expect(await fixture.task(comparison.task.id)).toMatchObject({
      needs_attention: { reason: 'review', ref: ready!.id },
      latest_attempt: { id: ready!.id },
    });
  });

  it('are decided by the approval of one, or of what followed it', async () => {
    const comparison = await startTogether(await projectOf(), ['echo 1 >>new.txt', 'echo 2 >new.txt']);
    const [first, second] = comparison.attempts;
    await settleAll(comparison);
    const alone = await fixture.startAttempt(comparison.task.id, { agent_id: first!.agent_id });
    await fixture.settled(alone.id);
    const { body } = await fixture.act(first!.id, 'request-changes', { feedback: 'once more' });
    const follower = body['id'] as string;
    await fixture.settled(follower);
    expect((await fixture.approve(follower)).body).toMatchObject({ status: 'APPROVED_MERGED' });
    expect(await closedReason(second!.id)).toBe('lost_comparison');
    expect(await closedReason(first!.id)).toBe('superseded');
    expect(await closedReason(alone.id)).toBeUndefined();
    expect(await fixture.task(comparison.task.id)).toMatchObject({ status: 'done' });
  });
});

describe('attempts of two cards', () => {
  it('that touch the same file are marked while they run, until one of them is out of the way', async () => {
    const project = await projectOf({ 'shared.ts': 'a\n', 'readme.md': 'hello\n' });
    const [running, done] = [fixture.unique('agent'), fixture.unique('agent')];
    const agent = await fixture.createAgent(
      `echo mine >shared.ts; echo 1 >new.ts; rm readme.md; mkfifo pipe; echo written; ${fixture.meeting.wait(running)}; test -p pipe && rm pipe`,
    );
    const other = await fixture.createAgent(
      `echo theirs >shared.ts; echo 2 >new.ts; ${fixture.meeting.wait(done)}`,
    );
    const here = await fixture.createTask(project.id, { agent_id: agent.id });
    const there = await fixture.createTask(project.id, { agent_id: other.id });
    const mine = await fixture.startAttempt(here.id);
    const theirs = await fixture.startAttempt(there.id);
    fixture.meeting.letGo(done);
    await fixture.settled(theirs.id);
    await eventually(async () => (await marksOf(there.id)).length > 0, 'a mark while the other one runs');
    expect((await fixture.attempt(mine.id)).status).toBe('RUNNING');
    const paths = ['new.ts', 'shared.ts'];
    expect(await marksOf(there.id)).toEqual([
      { attempt_id: mine.id, task_id: here.id, task_key: here.key, paths, count: 2 },
    ]);
    await eventually(async () => (await marksOf(here.id)).length > 0, 'the mark on the running one');
    expect(await marksOf(here.id)).toMatchObject([{ attempt_id: theirs.id, paths }]);
    const preview = await fixture.api.get<MergePreviewDto>(`/api/attempts/${theirs.id}/merge-preview`);
    expect(preview.body.overlaps).toEqual([
      { attempt_id: mine.id, task_id: here.id, task_key: here.key, number: 1, status: 'RUNNING', paths },
    ]);
    expect(
      (await fixture.api.get<ComparisonDto>(`/api/tasks/${here.id}/compare`)).body.items[0]?.files,
    ).toContainEqual({ path: 'shared.ts', additions: null, deletions: null, shared: false });

    expect((await fixture.approve(theirs.id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
    await eventually(async () => (await marksOf(here.id)).length === 0, 'the end of the mark');
    expect(await marksOf(there.id)).toEqual([]);
    fixture.meeting.letGo(running);
    expect(await fixture.settled(mine.id)).toMatchObject({ status: 'REVIEW_READY', diff: { files: 3 } });
  });
});
