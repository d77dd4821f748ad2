import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InsightsDto } from '../src/attempts/insights/insights.dto.js';
import type { AttemptDetailDto } from '../src/attempts/attempts.dto.js';
import { anthropicHarness } from './support/anthropic-harness.js';
import { claudeHarness, claudeProfile } from './support/claude-harness.js';
import { eventually } from './support/eventually.js';
import { type Script, scriptMarker } from './support/model-server/turn.js';
import { ScriptedAttempts } from './support/scripted-attempts.js';

const PROFILE = { adapter: 'anthropic', model: 'claude-sonnet-4-5', permission_mode: 'full' };
const { tools } = anthropicHarness;
/** Whose messages cost 3 USD, and are short enough for many of them. */
const DEAR_MODEL = { ...PROFILE, model: 'claude-opus-4-1' };
const DEAR = { input: 0, output: 40_000, cacheRead: 0, cacheWrite: 0 };
const COST = 3;

let attempts: ScriptedAttempts;
beforeAll(async () => {
  attempts = await ScriptedAttempts.open();
});
afterAll(() => attempts.close());

const costOf = ({ usage }: AttemptDetailDto): number => usage?.cost_usd ?? 0;
const OF_THE_DAY = expect.stringMatching(/USD that the agents of this project may cost in a day/);
const overTheDay = { status: 'FAILED', failure: { reason: 'budget_exceeded', message: OF_THE_DAY } };

describe("the money of a project's day", () => {
  it('ends an agent that has spent it, and then nothing more is started', async () => {
    const { fixture } = attempts;
    const { id, task } = await attempts.start(
      DEAR_MODEL,
      () => ({ blocks: [tools.run('true')], usage: DEAR }),
      {
        project: { budgets: { max_cost_usd_per_day: 1 } },
      },
    );
    const attempt = await fixture.settled(id);
    expect(attempt).toMatchObject({ ...overTheDay, usage: { cost_usd: COST } });
    expect(attempt.failure?.message).toContain('3.00 of the 1.00 USD');
    const refused = await fixture.api.post(`/api/tasks/${task.id}/attempts`, {});
    expect([refused.status, refused.body.code]).toEqual([429, 'attempt.day_budget']);
  });

  it('is shared by agents that work at once: each stops within a message of its end', async () => {
    const { fixture, model } = attempts;
    const limit = 10;
    const project = await fixture.createProject({
      local_path: fixture.repository(),
      budgets: { max_cost_usd_per_day: limit },
    });
    const agent = await fixture.createAgent('', { command: null, ...DEAR_MODEL });
    const ids: string[] = [];
    const endedOnes = async (count: number) => {
      const found = await Promise.all(ids.map((id) => fixture.attempt(id)));
      return found.filter(({ status }) => status === 'FAILED').length >= count;
    };
    const asked = [0, 0];
    // Both say the first two messages at once, 12 USD; whoever is still there then says one more, and waits.
    const after = async (step: number): Promise<unknown> => {
      asked[step] = (asked[step] ?? 0) + 1;
      if (step < 2) return eventually(() => (asked[step] ?? 0) >= 2, 'both to ask');
      return eventually(() => endedOnes(step - 1), 'an agent to be stopped', 20_000).catch(() => undefined);
    };
    model.script('shared', (step) => ({ blocks: [tools.run('true')], usage: DEAR, after: after(step) }));
    for (let count = 0; count < 2; count += 1) {
      const task = await fixture.createTask(project.id, { description: scriptMarker('shared') });
      ids.push((await fixture.startAttempt(task.id, { agent_id: agent.id })).id);
    }
    const ended = await Promise.all(ids.map((id) => fixture.settled(id)));
    expect(ended).toMatchObject([overTheDay, overTheDay]);
    const total = costOf(ended[0]!) + costOf(ended[1]!);
    expect(total).toBeGreaterThanOrEqual(limit);
    // The message that crosses the limit, and the one that each was in the middle of.
    expect(total).toBeLessThan(limit + COST + ended.length * COST);
  });

  it('is not exceeded by an attempt that waited in the queue while it was spent', async () => {
    const { fixture, model } = attempts;
    const { id, project } = await attempts.start(
      DEAR_MODEL,
      [{ blocks: [tools.ask!('Go on?', ['Yes', 'No'])] }, { blocks: [{ text: 'Done.' }], usage: DEAR }],
      { project: { budgets: { max_cost_usd_per_day: 1 }, max_concurrent_attempts: 1 } },
    );
    const { request_id } = await attempts.asked(id);
    model.script('late', [[{ text: 'Too late.' }]]);
    const task = await fixture.createTask(project.id, { description: scriptMarker('late') });
    const { agent_id } = await fixture.attempt(id);
    const late = await fixture.startAttempt(task.id, { agent_id });
    await fixture.act(id, 'input', { request_id, answers: { 'Go on?': 'Yes' } });
    expect(await fixture.settled(id)).toMatchObject(overTheDay);
    const attempt = await fixture.settled(late.id);
    expect(attempt).toMatchObject({ ...overTheDay, usage: null, runs: [] });
    expect(attempt.failure?.message).toContain('was not started');
  });
});

describe('a command that tells what it uses', () => {
  const usage = (cost: number) =>
    JSON.stringify({ kind: 'USAGE', payload: { input_tokens: 10, output_tokens: 5, cost_usd: cost } });

  it.each([
    [{ max_cost_usd: 1 }, '2.00 of 1.00 USD are spent'],
    [{ max_tokens: 15 }, '15 of 15 tokens are used'],
  ])('ends when it has used up %j', async (limits, words) => {
    const { attempt } = await attempts.fixture.run({
      agent: `printf '%s\\n' '${usage(2)}' >>"$AGENT_EVENTS_FILE"; sleep 60`,
      agentFields: { limits },
    });
    expect(attempt).toMatchObject({
      status: 'FAILED',
      failure: { reason: 'budget_exceeded', message: expect.stringContaining(words) },
    });
  });
});

const AGENTS = [
  { name: 'our own agent', harness: anthropicHarness, profile: PROFILE },
  { name: 'Claude Code', harness: claudeHarness, profile: { ...PROFILE, ...claudeProfile } },
];

for (const { name, harness, profile } of AGENTS) {
  const title = harness.missing === undefined ? name : `${name} (skipped: ${harness.missing})`;
  const describeAgent = harness.missing === undefined ? describe : describe.skip;

  /** Two turns, then it waits for its person; after that it would work for ever. */
  const endless: Script = (step) =>
    step === 1 ? [harness.tools.ask!('Go on?', ['Yes', 'No'])] : [harness.tools.run('true')];
  const startWith = async (limits: object, script: Script = endless, messages = 2) => {
    const { id } = await attempts.start({ ...profile, limits }, script);
    await attempts.asked(id);
    // Claude Code tells what it used, and writes down what it said, after it asked.
    const used = async () =>
      (await attempts.fixture.attempt(id)).runs[0]?.usage?.input_tokens === messages * 100;
    await eventually(used, 'the agent to tell what it used');
    await attempts.remembered(id, 'Go on?');
    return id;
  };

  describeAgent(`${title}, whose key is refused`, () => {
    it('is known to have cost nothing', async () => {
      const { fixture } = attempts;
      const { id, project } = await attempts.start(profile, () => harness.conduct.refusals.unauthorized);
      expect(await fixture.settled(id)).toMatchObject({ failure: { reason: 'auth_failed' } });
      const { body } = await fixture.api.get<InsightsDto>(`/api/insights?project_id=${project.id}`);
      expect(body.totals).toMatchObject({ runs: 1, unknown_cost_runs: 0 });
    });
  });

  describeAgent(`${title}, whose runner was killed`, () => {
    it.each([
      [{ max_turns: 3 }, '3 turns, as many as it may take'],
      [{ max_tokens: 500 }, '510 of 500 tokens are used'],
      [{ max_cost_usd: 0.003 }, '0.0034 of 0.0030 USD are spent'],
    ])('has what it had left of %j', async (limits, words) => {
      const id = await startWith(limits);
      await attempts.killRunner(id);
      const attempt = await attempts.fixture.settled(id);
      expect(attempt).toMatchObject({
        status: 'FAILED',
        failure: { reason: 'budget_exceeded', message: expect.stringContaining(words) },
        usage: { input_tokens: 300, output_tokens: 150 },
      });
      expect(attempt.runs.map(({ status }) => status)).toEqual(['interrupted', 'stopped']);
    });

    it('is not started again when it had nothing left', async () => {
      const id = await startWith({ max_turns: 2 });
      await attempts.killRunner(id);
      const attempt = await attempts.fixture.settled(id);
      expect(attempt).toMatchObject({
        status: 'FAILED',
        failure: { reason: 'budget_exceeded', message: expect.stringContaining('2 turns') },
        usage: { input_tokens: 200 },
      });
      expect(attempt.runs).toHaveLength(1);
    });

    it('has what it had left of its time', async () => {
      const { fixture } = attempts;
      const id = await startWith(
        { max_runtime_s: 600 },
        (step) =>
          step === 0 ? [harness.tools.ask!('Go on?', ['Yes', 'No'])] : [harness.tools.run('sleep 600')],
        1,
      );
      // A server that follows the run keeps its own count, and would write that over this one.
      await fixture.server.kill('SIGTERM');
      const [before] = await fixture.query<{ ms: number }>(
        `update runs set outcome = jsonb_set(outcome, '{work,worked_ms}', '598000')
         from (select id, (outcome #>> '{work,worked_ms}')::int as ms from runs where attempt_id = $1 and purpose = 'agent') before
         where runs.id = before.id returning before.ms`,
        [id],
      );
      expect(before?.ms).toBeGreaterThan(0);
      await fixture.server.resume();
      await attempts.killRunner(id);
      const attempt = await fixture.settled(id);
      expect(attempt).toMatchObject({
        status: 'FAILED',
        failure: { reason: 'agent_timeout', message: expect.stringContaining('600 s') },
      });
      expect(attempt.runs.map(({ status }) => status)).toEqual(['interrupted', 'stopped']);
    });
  });
}
