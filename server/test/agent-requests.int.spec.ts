import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { AnsweredRequest } from '../src/contracts/agent-request.js';
import { readIdentity } from '../src/platform/process/process-identity.js';
import { runFiles } from '../src/platform/process/run-protocol/run-directory.js';
import type { TaskResponse } from '../src/tasks/task-response.dto.js';
import { AttemptFixture, type Started } from './support/attempt-fixture.js';
import { eventually } from './support/eventually.js';
import { ModelServer } from './support/model-server/model-server.js';
import { type Script, scriptMarker, USUAL_USAGE } from './support/model-server/turn.js';

const KEY = 'sk-ant-requests-0123456789';
const QUESTION = 'Which colour?';

let model: ModelServer;
let fixture: AttemptFixture;
beforeAll(async () => {
  model = await ModelServer.start();
  fixture = await AttemptFixture.start({ ANTHROPIC_BASE_URL: model.url });
  await fixture.api.put('/api/keys/anthropic', { value: KEY });
});
afterEach(() => fixture.server.resume());
afterAll(async () => {
  await fixture.stop();
  await model.close();
});

/** An attempt of our own agent, whose model says what the script tells it to. */
async function startScripted(script: Script, fields: Record<string, unknown> = {}): Promise<Started> {
  const name = fixture.unique('script');
  model.script(name, script);
  return fixture.start({
    agent: '',
    agentFields: {
      adapter: 'anthropic',
      command: null,
      model: 'claude-sonnet-4-5',
      permission_mode: 'ask',
      ...fields,
    },
    task: { description: scriptMarker(name) },
  });
}

const write = (path: string) => ({ tool: 'write', input: { path, content: 'red\n' } });
const ask = {
  tool: 'ask_user',
  input: { questions: [{ question: QUESTION, options: [{ label: 'Red' }, { label: 'Blue' }] }] },
};

/** What the agent of the attempt waits for. */
async function asked(attemptId: string) {
  let first: { request_id: string; kind: string } | undefined;
  await eventually(async () => {
    [first] = (await fixture.attempt(attemptId)).requests;
    return first !== undefined;
  }, 'the agent to ask');
  return first ?? { request_id: '', kind: '' };
}

/** What the card asks for, once it says why; it is told a moment after the request is stored. */
async function attention(taskId: string, reason: string) {
  let found: TaskResponse['needs_attention'] = null;
  await eventually(async () => {
    found = (await fixture.task(taskId)).needs_attention;
    return found?.reason === reason;
  }, `the card to ask for ${reason}`);
  return found;
}

const answersIn = async (attemptId: string): Promise<AnsweredRequest[]> =>
  (await fixture.storedEvents(attemptId)).flatMap(({ event }) =>
    event.kind === 'REQUEST' && 'answered_by' in event.payload ? [event.payload] : [],
  );

describe('an agent that asks', () => {
  it('waits for its person through a kill of the server, and ends with what was allowed', async () => {
    const { id, task } = await startScripted([
      [{ text: 'I need a file.' }, write('colour.txt')],
      [ask],
      [{ text: 'Red it is.' }],
    ]);
    const permission = await asked(id);
    expect(permission).toMatchObject({ kind: 'permission', tool: 'write', input: { path: 'colour.txt' } });
    expect(await attention(task.id, 'permission')).toMatchObject({ ref: permission.request_id });

    await fixture.server.kill('SIGKILL');
    await fixture.server.restart();
    const allow = { request_id: permission.request_id, decision: 'allow' };
    expect((await fixture.act(id, 'input', allow)).status).toBe(200);
    const again = await fixture.act(id, 'input', allow);
    expect([again.status, again.body.code]).toEqual([409, 'request.answered']);

    const question = await eventuallyOther(id, permission.request_id);
    expect(await attention(task.id, 'question')).toMatchObject({ ref: question });
    const wrong = await fixture.act(id, 'input', { request_id: question, decision: 'allow' });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'request.wrong_answer']);
    await fixture.act(id, 'input', { request_id: question, answers: { [QUESTION]: 'Red' } });

    const attempt = await fixture.settled(id);
    expect(attempt).toMatchObject({ status: 'REVIEW_READY', requests: [], summary: 'Red it is.' });
    expect(await fixture.changedPaths(id)).toEqual(['colour.txt']);
    expect(await answersIn(id)).toMatchObject([{ decision: 'allow' }, { answers: { [QUESTION]: 'Red' } }]);
    expect((await fixture.task(task.id)).needs_attention).toMatchObject({ reason: 'review' });
    expect(attempt.usage).toMatchObject({
      input_tokens: 3 * USUAL_USAGE.input,
      output_tokens: 3 * USUAL_USAGE.output,
      cache_read_tokens: 3 * USUAL_USAGE.cacheRead,
      cost_usd: expect.any(Number),
    });
  });

  it('goes on with its session when its runner was killed', async () => {
    const { id } = await startScripted([
      [{ text: 'The word is heron.' }, write('colour.txt')],
      [{ text: 'Done.' }],
    ]);
    await asked(id);
    const [run] = (await fixture.attempt(id)).runs;
    const runs = join(fixture.server.dataDir, 'attempts', id, 'runs', run?.id ?? '');
    process.kill(readIdentity(runFiles(runs).identity)?.pid ?? NaN, 'SIGKILL');
    const attempt = await fixture.settled(id);
    expect(attempt).toMatchObject({ status: 'REVIEW_READY', requests: [] });
    expect(attempt.runs.map(({ status }) => status)).toEqual(['interrupted', 'succeeded']);
    const told = JSON.stringify(model.requests.at(-1)?.body);
    expect(told).toContain('The word is heron.');
    expect(told).toContain('You were interrupted');
    expect(await answersIn(id)).toMatchObject([{ answered_by: 'stopped' }]);
  });

  it('is still waited for on the card when another attempt of it ends, which is shown after', async () => {
    let goOn: (value?: unknown) => void = () => undefined;
    const after = new Promise((resolve) => (goOn = resolve));
    const last = { blocks: [{ text: 'Done.' }], after };
    const { id, task } = await startScripted([[write('colour.txt')], [ask], last]);
    const permission = await asked(id);
    await attention(task.id, 'permission');
    const script = await fixture.createAgent('echo blue > other.txt');
    const other = await fixture.startAttempt(task.id, { agent_id: script.id });
    expect(await fixture.settled(other.id)).toMatchObject({ status: 'REVIEW_READY' });
    expect((await fixture.task(task.id)).needs_attention).toMatchObject({ ref: permission.request_id });

    await fixture.act(id, 'input', { request_id: permission.request_id, decision: 'allow' });
    const question = await eventuallyOther(id, permission.request_id);
    expect(await attention(task.id, 'question')).toMatchObject({ ref: question });
    await fixture.act(id, 'input', { request_id: question, answers: { [QUESTION]: 'Red' } });
    expect(await attention(task.id, 'review')).toMatchObject({ ref: other.id });
    goOn();
    await fixture.settled(id);
    expect(await attention(task.id, 'review')).toMatchObject({ ref: id });
  });

  it('is not asked any more once it was cancelled', async () => {
    const { id, task } = await startScripted([[write('colour.txt')]]);
    const { request_id } = await asked(id);
    await fixture.act(id, 'cancel');
    expect(await fixture.settled(id)).toMatchObject({ status: 'CANCELLED', requests: [] });
    const late = await fixture.act(id, 'input', { request_id, decision: 'allow' });
    expect([late.status, late.body.code]).toEqual([409, 'request.answered']);
    expect((await fixture.task(task.id)).needs_attention).toMatchObject({ reason: 'attempt_failed' });
  });
});

describe('a budget of the project', () => {
  it('ends an agent that has spent it, and then nothing more is started that day', async () => {
    const name = fixture.unique('script');
    const spend = { input: 1_000_000, output: 0, cacheRead: 0, cacheWrite: 0 };
    model.script(name, () => ({ blocks: [{ tool: 'bash', input: { command: 'true' } }], usage: spend }));
    const { attempt, task } = await fixture.run({
      agent: '',
      agentFields: {
        adapter: 'anthropic',
        command: null,
        model: 'claude-sonnet-4-5',
        permission_mode: 'full',
      },
      project: { budgets: { max_cost_usd_per_day: 1 } },
      task: { description: scriptMarker(name) },
    });
    expect(attempt).toMatchObject({
      status: 'FAILED',
      failure: { reason: 'budget_exceeded', message: expect.stringContaining('1.00 USD') },
      usage: { cost_usd: 3 },
    });
    const refused = await fixture.api.post(`/api/tasks/${task.id}/attempts`, {});
    expect([refused.status, refused.body.code]).toEqual([429, 'attempt.day_budget']);
  });
});

/** The id of the request that follows on another. */
async function eventuallyOther(attemptId: string, known: string): Promise<string> {
  let next = known;
  await eventually(async () => {
    next = (await asked(attemptId)).request_id;
    return next !== known;
  }, 'the next request');
  return next;
}
