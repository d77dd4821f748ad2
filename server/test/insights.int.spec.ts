import { randomUUID } from 'node:crypto';
import type { InsightsDto } from '../src/attempts/insights/insights.dto.js';
import type { ProjectAttemptListDto } from '../src/attempts/attempts.dto.js';
import { newId } from '../src/platform/database/new-id.js';
import { AttemptFixture } from './support/attempt-fixture.js';

/** Twelve or thirteen hours ahead: its midnight is noon of UTC. */
const ZONE = 'Pacific/Auckland';

let fixture: AttemptFixture;
let userId: string;

beforeAll(async () => {
  fixture = await AttemptFixture.start();
  userId = (await fixture.api.get('/api/me')).body['id'] as string;
});
afterAll(() => fixture.stop());

interface FullRow {
  /** SQL for the time at which it began. */
  begun: string;
  status: string;
  closed: string | null;
  failure: string | null;
  agentId: string | null;
  parentId: string | null;
  taskId: string | null;
  gates: readonly string[];
  workedS: number | null;
  usage: object | null;
  adapter: string;
  /** What the process of its agent left; it began when this is given, or `workedS`. */
  outcome: object | null;
}
type Row = Partial<FullRow>;

const BLANK: FullRow = {
  begun: 'now()',
  status: 'REVIEW_READY',
  closed: null,
  failure: null,
  agentId: null,
  parentId: null,
  taskId: null,
  gates: [],
  workedS: null,
  usage: null,
  adapter: 'command',
  outcome: null,
};

/** A project with the rows of attempts that ran, without running them. */
async function makeProject(dailyBudget: number | null = null) {
  const projectId = randomUUID();
  await fixture.query(
    `insert into projects (id, owner_id, name, key, repo_url, default_branch, commands, budgets)
     values ($1, $2, $3, $4, 'https://example.org/x.git', 'main', $5, $6)`,
    [
      projectId,
      userId,
      fixture.unique('Project'),
      projectId,
      { test: { run: 'true', timeout_s: 9 } },
      { max_cost_usd_per_day: dailyBudget },
    ],
  );
  const makeTask = async () => {
    const id = randomUUID();
    await fixture.query(
      `insert into tasks (id, project_id, number, title, rank)
       select $1, $2, 1 + (select count(*) from tasks where project_id = $2), 'Title', 'a0'`,
      [id, projectId],
    );
    return id;
  };
  const add = async (part: Row = {}): Promise<string> => {
    const row = { ...BLANK, ...part };
    const id = newId();
    const taskId = row.taskId ?? (await makeTask());
    await fixture.query(
      `insert into attempts (id, task_id, project_id, parent_attempt_id, number, agent_id, agent, status, closed, failure,
         branch, base_branch, usage, queued_at, started_at)
       values ($1, $2, $3, $4, 1 + (select count(*) from attempts where task_id = $2), $5, $10, $6, $7, $8,
         'b', 'main', $9, now() - interval '400 days', ${row.begun})`,
      [
        id,
        taskId,
        projectId,
        row.parentId,
        row.agentId,
        row.status,
        row.closed && { reason: row.closed, by: 'x', at: 'x' },
        row.failure && { reason: row.failure, message: 'x', retryable: false },
        row.usage,
        { name: 'Gone', adapter: row.adapter },
      ],
    );
    for (const [index, status] of row.gates.entries()) {
      await fixture.query(
        `insert into gate_results (attempt_id, gate, command, status) values ($1, $2, 'x', $3)`,
        [id, ['test', 'lint'][index], status],
      );
    }
    if (row.workedS !== null || row.outcome !== null) {
      await fixture.query(
        `insert into runs (id, attempt_id, purpose, token, directory, spool_offset, outcome, started_at, finished_at)
         values ($1, $2, 'agent', 't', 'd', 9, $4, now(), now() + $3::int * interval '1 second')`,
        [randomUUID(), id, row.workedS ?? 0, row.outcome],
      );
    }
    return id;
  };
  return { projectId, add, makeTask };
}

const insights = async (query: string): Promise<InsightsDto> =>
  (await fixture.api.get<InsightsDto>(`/api/insights?${query}`)).body;

const cost = (usd: number | null) => ({
  input_tokens: usd === null ? null : 1000,
  output_tokens: usd === null ? null : 100,
  cache_read_tokens: null,
  cost_usd: usd,
});

/** Half past eleven in the evening of so many days ago, in the zone. */
const lateOn = (daysAgo: number) =>
  `((now() at time zone '${ZONE}')::date - ${daysAgo} + time '23:30') at time zone '${ZONE}'`;
const earlyOn = (daysAgo: number) => lateOn(daysAgo + 1).replace('23:30', '24:00');

describe('insights', () => {
  it('count each run once by its outcome, with the reasons of failures', async () => {
    const { projectId, add } = await makeProject();
    for (const row of [
      { status: 'APPROVED_MERGED' },
      { status: 'REVIEW_READY' },
      { status: 'PR_CREATED' },
      { status: 'REVIEW_READY', closed: 'superseded' },
      { status: 'REVIEW_READY', closed: 'discarded' },
      { status: 'REVIEW_READY', closed: 'lost_comparison' },
      { status: 'FAILED', failure: 'agent_timeout' },
      { status: 'FAILED', failure: 'agent_failed' },
      { status: 'FAILED', failure: 'agent_failed', closed: 'discarded' },
      { status: 'CANCELLED' },
      { status: 'RUNNING' },
    ]) {
      await add(row);
    }
    const { totals, projects } = await insights(`project_id=${projectId}`);
    expect(totals).toMatchObject({
      runs: 11,
      outcomes: {
        merged: 1,
        review_ready: 2,
        superseded: 1,
        failed: 3,
        cancelled: 1,
        discarded: 1,
        lost: 1,
        under_way: 1,
      },
      failures: [
        { reason: 'agent_failed', runs: 2 },
        { reason: 'agent_timeout', runs: 1 },
      ],
    });
    expect(projects).toEqual([expect.objectContaining({ project_id: projectId, runs: 11 })]);
  });

  it('take days from midnight to midnight of the zone, and compare with as many days before', async () => {
    const { projectId, add } = await makeProject();
    await add({ begun: earlyOn(0) });
    await add({ begun: lateOn(1) });
    await add({ begun: earlyOn(1) });
    await add({ begun: lateOn(2), status: 'CANCELLED' });
    await add({ begun: lateOn(3) });
    await add({ begun: lateOn(4) });
    const { days, totals, before, from, to } = await insights(`project_id=${projectId}&days=2&tz=${ZONE}`);
    expect(days.map(({ day, runs }) => [day, runs])).toEqual([
      [from, 2],
      [to, 1],
    ]);
    expect([totals.runs, before.runs, before.outcomes.cancelled]).toEqual([3, 2, 1]);
    const [today] = await fixture.query<{ day: string }>(
      `select ((now() at time zone '${ZONE}')::date)::text as day`,
    );
    expect(to).toBe(today!.day);
  });

  it('never take an unknown cost for nothing', async () => {
    const { projectId, add } = await makeProject(5);
    const silent = await add({ usage: cost(null), workedS: 1 });
    // It may say so yet.
    await add({ status: 'RUNNING' });
    const unknown = await insights(`project_id=${projectId}`);
    expect(unknown.totals).toMatchObject({
      cost_usd: null,
      input_tokens: null,
      output_tokens: null,
      unknown_cost_runs: 1,
    });
    expect(unknown.today).toMatchObject({ cost_usd: null, unknown_cost_runs: 1 });
    await add({ usage: cost(0.1) });
    await add({ usage: cost(0.2) });
    await add({ usage: cost(9), begun: `now() - interval '3 days'` });
    await fixture.query('update runs set usage = $2 where attempt_id = $1', [silent, cost(0)]);
    const { totals, today } = await insights(`project_id=${projectId}&days=1`);
    expect(totals).toMatchObject({ cost_usd: 0.3, input_tokens: 3000, unknown_cost_runs: 0 });
    expect(today).toMatchObject({
      cost_usd: 0.3,
      projects: [{ project_id: projectId, cost_usd: 0.3, max_cost_usd_per_day: 5 }],
    });
  });

  it.each([
    ['that never began', {}, 0],
    ['that was only prepared', { status: 'FAILED', failure: 'workspace_prepare_failed' }, 0],
    [
      'whose command could not be run',
      { outcome: { steps: { agent: { error: 'no sandbox' } }, turns: 0 } },
      0,
    ],
    ['whose command ran', { outcome: { steps: { agent: { error: null } }, turns: 0 } }, 1],
    ['whose model was not asked', { adapter: 'acp', outcome: { steps: {}, turns: 0 } }, 0],
    ['whose model took a turn', { adapter: 'acp', outcome: { steps: {}, turns: 1 } }, 1],
    ['of a time before turns were counted', { adapter: 'acp', outcome: { steps: {} } }, 1],
    ['that still works', { status: 'RUNNING', outcome: { steps: {}, turns: 1 } }, 0],
  ])('know the cost of an agent %s, or do not', async (_name, row: Row, unknown) => {
    const { projectId, add } = await makeProject();
    await add(row);
    const { totals, today } = await insights(`project_id=${projectId}`);
    expect([totals.unknown_cost_runs, today.unknown_cost_runs]).toEqual([unknown, unknown]);
  });

  it('measure work, first passes and rework', async () => {
    const { projectId, add, makeTask } = await makeProject();
    const taskId = await makeTask();
    const first = await add({ taskId, gates: ['passed', 'failed'], closed: 'superseded', workedS: 10 });
    await add({ taskId, parentId: first, gates: ['passed'], status: 'APPROVED_MERGED', workedS: 20 });
    await add({ gates: ['passed', 'passed'], status: 'APPROVED_MERGED', workedS: 60 });
    await add({ status: 'FAILED', failure: 'agent_failed' });
    await add(); // no gates: neither
    const { totals } = await insights(`project_id=${projectId}`);
    expect(totals).toMatchObject({
      duration: { median_ms: 20_000, p90_ms: 52_000, total_ms: 90_000 },
      first_pass: { runs: 3, green: 1 },
      runs_per_merge: 1.5,
    });
  });

  it('tell agents apart, deleted ones by the name that they had', async () => {
    const { projectId, add } = await makeProject();
    const agent = await fixture.createAgent('true', { name: 'Ada' });
    await add({ agentId: agent.id });
    await add({ agentId: agent.id, begun: `now() - interval '1 day'` });
    await add();
    const { agents, agent_days: agentDays } = await insights(`project_id=${projectId}`);
    expect(agents.map(({ agent_id, agent_name, runs }) => [agent_id, agent_name, runs])).toEqual([
      [agent.id, 'Ada', 2],
      [null, 'Gone', 1],
    ]);
    expect(agentDays.map(({ agent_name, runs }) => [agent_name, runs])).toEqual([
      ['Ada', 1],
      ['Ada', 1],
      ['Gone', 1],
    ]);
  });

  it('are of all projects of the user, and of nobody else', async () => {
    const before = await insights('days=1');
    const [mine, other, foreign] = [await makeProject(), await makeProject(), await makeProject()];
    await Promise.all([mine.add(), other.add(), foreign.add()]);
    await fixture.giveAway(foreign.projectId);
    const { totals, today } = await insights('days=1');
    expect(totals.runs).toBe(before.totals.runs + 2);
    expect(JSON.stringify(today)).not.toContain(foreign.projectId);
    expect((await fixture.api.get(`/api/insights?project_id=${foreign.projectId}`)).status).toBe(404);
    expect((await fixture.api.get(`/api/projects/${foreign.projectId}/attempts`)).status).toBe(404);
  });

  it.each(['days=0', 'days=91', 'tz=Nowhere/Land', 'tz=%2B02:00', 'project_id=x'])(
    'refuse %s by name',
    async (query) => {
      const { status, body } = await fixture.api.get(`/api/insights?${query}`);
      expect([status, body['errors'][0].path]).toEqual([400, query.split('=')[0]]);
    },
  );
});

describe("a project's attempts", () => {
  it('come with the newest first and their tasks, by page, filtered by status and agent', async () => {
    const { projectId, add } = await makeProject();
    const agent = await fixture.createAgent('true');
    const oldest = await add({ status: 'FAILED', agentId: agent.id });
    const middle = await add({ status: 'APPROVED_MERGED', agentId: agent.id });
    const newest = await add({ status: 'FAILED' });
    const list = async (query: string) =>
      (await fixture.api.get<ProjectAttemptListDto>(`/api/projects/${projectId}/attempts?${query}`)).body;
    const ids = ({ items }: ProjectAttemptListDto) => items.map(({ id }) => id);

    const page = await list('limit=2');
    expect(ids(page)).toEqual([newest, middle]);
    expect(page.items[0]!.task).toEqual({
      id: page.items[0]!.task_id,
      key: `${projectId}-3`,
      title: 'Title',
    });
    expect(ids(await list(`cursor=${page.next_cursor!}`))).toEqual([oldest]);
    expect(ids(await list('status=FAILED'))).toEqual([newest, oldest]);
    expect(ids(await list(`status=FAILED,APPROVED_MERGED&agent_id=${agent.id}`))).toEqual([middle, oldest]);
  });
});
