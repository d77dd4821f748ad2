import { constants, copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { anthropicHarness } from './support/anthropic-harness.js';
import { claudeHarness, claudeProfile } from './support/claude-harness.js';
import { type Script, USUAL_USAGE } from './support/model-server/turn.js';
import { ScriptedAttempts } from './support/scripted-attempts.js';

const QUESTION = 'Which colour?';
const MODEL = 'claude-sonnet-4-5';

const AGENTS = [
  { name: 'our own agent', harness: anthropicHarness, profile: { adapter: 'anthropic' } },
  { name: 'Claude Code', harness: claudeHarness, profile: claudeProfile },
];

let attempts: ScriptedAttempts;
beforeAll(async () => {
  attempts = await ScriptedAttempts.open();
});
afterEach(() => attempts.fixture.server.resume());
afterAll(() => attempts.close());

for (const { name, harness, profile } of AGENTS) {
  const { missing, tools } = harness;
  const title = missing === undefined ? name : `${name} (skipped: ${missing})`;
  const describeAgent = missing === undefined ? describe : describe.skip;

  const write = tools.write('colour.txt', 'red\n');
  const start = (script: Script) =>
    attempts.start({ ...profile, model: MODEL, permission_mode: 'ask' }, script);

  describeAgent(`${title}, when it asks`, () => {
    it('waits for its person through a kill of the server, and ends with what was allowed', async () => {
      const { fixture } = attempts;
      const { id, task } = await start([
        [{ text: 'I need a file.' }, write],
        [tools.ask!(QUESTION, ['Red', 'Blue'])],
        [{ text: 'Red it is.' }],
      ]);
      const permission = await attempts.asked(id);
      expect(permission).toMatchObject({ kind: 'permission', ...('tool' in write && { tool: write.tool }) });
      expect(JSON.stringify(permission.input)).toContain('colour.txt');
      expect(await attempts.attention(task.id, 'permission')).toMatchObject({ ref: permission.request_id });

      await fixture.server.kill('SIGKILL');
      await fixture.server.restart();
      const allow = { request_id: permission.request_id, decision: 'allow' };
      expect((await fixture.act(id, 'input', allow)).status).toBe(200);
      const again = await fixture.act(id, 'input', allow);
      expect([again.status, again.body.code]).toEqual([409, 'request.answered']);

      const { request_id: question } = await attempts.asked(id, permission.request_id);
      expect(await attempts.attention(task.id, 'question')).toMatchObject({ ref: question });
      const wrong = await fixture.act(id, 'input', { request_id: question, decision: 'allow' });
      expect([wrong.status, wrong.body.code]).toEqual([422, 'request.wrong_answer']);
      await fixture.act(id, 'input', { request_id: question, answers: { [QUESTION]: 'Red' } });

      const attempt = await fixture.settled(id);
      expect(attempt).toMatchObject({ status: 'REVIEW_READY', requests: [], summary: 'Red it is.' });
      expect(await fixture.changedPaths(id)).toEqual(['colour.txt']);
      expect(await attempts.answersIn(id)).toMatchObject([
        { decision: 'allow' },
        { answers: { [QUESTION]: 'Red' } },
      ]);
      expect((await fixture.task(task.id)).needs_attention).toMatchObject({ reason: 'review' });
      expect(attempt.usage).toMatchObject({
        input_tokens: 3 * USUAL_USAGE.input,
        output_tokens: 3 * USUAL_USAGE.output,
        cache_read_tokens: 3 * USUAL_USAGE.cacheRead,
        cost_usd: expect.any(Number),
      });
    });

    it('goes on with its session when its runner was killed', async () => {
      const { fixture, model } = attempts;
      const { id } = await start([[{ text: 'The word is heron.' }, write], [{ text: 'Done.' }]]);
      await attempts.asked(id);
      await attempts.remembered(id, 'The word is heron.');
      await attempts.killRunner(id);
      const attempt = await fixture.settled(id);
      expect(attempt).toMatchObject({ status: 'REVIEW_READY', requests: [] });
      expect(attempt.runs.map(({ status }) => status)).toEqual(['interrupted', 'succeeded']);
      const told = JSON.stringify(model.requests.at(-1)?.body);
      expect(told).toContain('The word is heron.');
      expect(told).toContain('You were interrupted');
      expect(await attempts.answersIn(id)).toMatchObject([{ answered_by: 'stopped' }]);
    });

    it('works with the key that its project has among its variables', async () => {
      const { fixture, model } = attempts;
      const key = `sk-ant-of-the-project-${fixture.unique('key')}`;
      const variables = { ANTHROPIC_API_KEY: key };
      const script: Script = [[write], [{ text: 'Done.' }]];
      const { id } = await attempts.start({ ...profile, model: MODEL }, script, { variables });
      expect(await fixture.settled(id)).toMatchObject({ status: 'REVIEW_READY' });
      const { 'x-api-key': apiKey, authorization } = model.requests.at(-1)?.headers ?? {};
      expect([apiKey, authorization]).toContain(apiKey === undefined ? `Bearer ${key}` : key);
    });

    it('is not asked any more once it was cancelled', async () => {
      const { fixture } = attempts;
      const { id, task } = await start([[write]]);
      const { request_id } = await attempts.asked(id);
      await fixture.act(id, 'cancel');
      expect(await fixture.settled(id)).toMatchObject({ status: 'CANCELLED', requests: [] });
      const late = await fixture.act(id, 'input', { request_id, decision: 'allow' });
      expect([late.status, late.body.code]).toEqual([409, 'request.answered']);
      expect((await fixture.task(task.id)).needs_attention).toMatchObject({ reason: 'attempt_failed' });
    });
  });
}

const describeClaude = claudeHarness.missing === undefined ? describe : describe.skip;
describeClaude('Claude Code that is removed while it works', () => {
  it('is followed to its end by the next server all the same', async () => {
    const { fixture } = attempts;
    const program = join(fixture.folder, 'claude');
    copyFileSync(claudeProfile.command!, program, constants.COPYFILE_FICLONE);
    const script: Script = [[claudeHarness.tools.write('colour.txt', 'red\n')], [{ text: 'Done.' }]];
    const profile = { adapter: 'claude', command: program, model: MODEL, permission_mode: 'ask' };
    const { id } = await attempts.start(profile, script);
    const { request_id } = await attempts.asked(id);
    await fixture.server.kill('SIGKILL');
    rmSync(program);
    await fixture.server.restart();
    await fixture.act(id, 'input', { request_id, decision: 'allow' });
    expect(await fixture.settled(id)).toMatchObject({ status: 'REVIEW_READY', summary: 'Done.' });
  });
});

describe('a card with two attempts', () => {
  it('asks for the answer to the one while the other ends, and shows that after', async () => {
    const { fixture } = attempts;
    const { tools } = anthropicHarness;
    let goOn: (value?: unknown) => void = () => undefined;
    const after = new Promise((resolve) => (goOn = resolve));
    const { id, task } = await attempts.start(
      { adapter: 'anthropic', model: MODEL, permission_mode: 'ask' },
      [
        [tools.write('colour.txt', 'red\n')],
        [tools.ask!(QUESTION, ['Red', 'Blue'])],
        { blocks: [{ text: 'Done.' }], after },
      ],
    );
    const permission = await attempts.asked(id);
    await attempts.attention(task.id, 'permission');
    const script = await fixture.createAgent('echo blue > other.txt');
    const other = await fixture.startAttempt(task.id, { agent_id: script.id });
    expect(await fixture.settled(other.id)).toMatchObject({ status: 'REVIEW_READY' });
    expect((await fixture.task(task.id)).needs_attention).toMatchObject({ ref: permission.request_id });

    await fixture.act(id, 'input', { request_id: permission.request_id, decision: 'allow' });
    const { request_id: question } = await attempts.asked(id, permission.request_id);
    expect(await attempts.attention(task.id, 'question')).toMatchObject({ ref: question });
    await fixture.act(id, 'input', { request_id: question, answers: { [QUESTION]: 'Red' } });
    expect(await attempts.attention(task.id, 'review')).toMatchObject({ ref: other.id });
    goOn();
    await fixture.settled(id);
    expect(await attempts.attention(task.id, 'review')).toMatchObject({ ref: id });
  });
});

it('an agent that waits for its person holds up no other, however few may work at once', async () => {
  const few = await ScriptedAttempts.open({ WORKER_CONCURRENCY: '1' });
  try {
    const profile = { adapter: 'anthropic', model: MODEL, permission_mode: 'ask' };
    const write = anthropicHarness.tools.write('colour.txt', 'red\n');
    const { id } = await few.start(profile, [[write], [{ text: 'Done.' }]]);
    const { request_id } = await few.asked(id);
    const { attempt } = await few.fixture.run({ agent: 'echo blue >colour.txt' });
    expect(attempt).toMatchObject({ status: 'REVIEW_READY' });
    await few.fixture.act(id, 'input', { request_id, decision: 'allow' });
    expect(await few.fixture.settled(id)).toMatchObject({ status: 'REVIEW_READY' });
  } finally {
    await few.close();
  }
});
