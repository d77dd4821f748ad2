import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { AgentRequest } from '../../src/contracts/agent-request.js';
import { NO_BUDGET } from '../../src/platform/process/run-protocol/run-spec.js';
import { eventually } from '../support/eventually.js';
import { processesWithArgument, uniqueSeconds } from '../support/marked-processes.js';
import { ModelServer } from '../support/model-server/model-server.js';
import { type Script, type SeenMessage, type Turn, USUAL_USAGE } from '../support/model-server/turn.js';
import { cleanUpRuns, createFolder, ofKind } from '../support/run-fixture.js';
import type { Harness } from './harness.js';
import { type FinishedRun, Scene } from './scene.js';

/** What every agent that an adapter speaks with does, whoever made it. */
export function describeConformance(name: string, harness: Harness): void {
  const title = harness.missing === undefined ? name : `${name} (skipped: ${harness.missing})`;
  (harness.missing === undefined ? describe : describe.skip)(title, () => cases(harness));
}

function cases(harness: Harness): void {
  const { conduct, tools } = harness;
  const itIf = (condition: boolean) => (condition ? it : it.skip);
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.create(harness);
  });
  afterEach(async () => {
    await cleanUpRuns();
    await scene.close();
  });

  const runAsking = (command: string) => (tools.runAsking ?? tools.run)(command);
  const write = (file: string, content = 'x\n') => tools.write(scene.path(file), content);
  const endless: Script = () => [{ text: 'Again.' }, tools.run('true')];
  const writeOne = (): Script => [[write('one.txt')], [{ text: 'Written.' }]];

  it('works over several tool calls, and tells of each in order', async () => {
    const run = await scene.run({
      script: [
        [{ text: 'First the file.' }, write('one.txt', 'hello\n')],
        [tools.run('cp one.txt two.txt')],
        [{ text: 'Both are there.' }],
      ],
    });
    expect(run.result).toEqual({ ok: true });
    expect(run.exit).toMatchObject({ outcome: 'succeeded' });
    expect([scene.read('one.txt'), scene.read('two.txt')]).toEqual(['hello\n', 'hello\n']);
    expect(storyOf(run)).toEqual([
      'First the file.',
      'begun',
      'completed',
      'begun',
      'completed',
      'Both are there.',
    ]);
  });

  it('says what the model used, to the token', async () => {
    const usages = [
      { input: 1_234, output: 56, cacheRead: 7_000, cacheWrite: 89 },
      { input: 321, output: 65, cacheRead: 8_000, cacheWrite: 98 },
    ];
    const run = await scene.run({
      script: [
        { blocks: [write('one.txt')], usage: usages[0] ?? USUAL_USAGE },
        { blocks: [{ text: 'Written.' }], usage: usages[1] ?? USUAL_USAGE },
      ],
    });
    expect(run.result).toEqual({ ok: true });
    const told = conduct.usage(usages);
    if (told === null) expect(run.payloadsOf('USAGE')).toEqual([]);
    else expect(run.payloadsOf('USAGE').at(-1)).toMatchObject(told);
  });

  itIf(conduct.asks)('asks a person before it changes something, and does what was allowed', async () => {
    const run = await scene.run({
      script: writeOne(),
      agent: { permissionMode: 'ask' },
      answer: () => ({ decision: 'allow' }),
    });
    expect(run.requests.map(({ kind }) => kind)).toEqual(['permission']);
    expect(run.result).toEqual({ ok: true });
    expect(scene.has('one.txt')).toBe(true);
  });

  itIf(conduct.asks)('does not do what was denied, and its model is told why', async () => {
    let heard = '';
    const run = await scene.run({
      script: (step, messages) => {
        if (step === 0) return [write('one.txt')];
        heard = messages.map(({ text }) => text).join('\n');
        return [{ text: 'Then not.' }];
      },
      agent: { permissionMode: 'ask' },
      answer: () => ({ decision: 'deny', message: 'Not this file, please.' }),
    });
    expect(run.requests).toHaveLength(1);
    expect(scene.has('one.txt')).toBe(false);
    expect(run.payloadsOf('TOOL').at(-1)).toMatchObject({ status: 'denied' });
    expect(heard).toContain('Not this file, please.');
    expect(run.result).toEqual({ ok: true });
  });

  itIf(conduct.asks)('goes on after a no without words', async () => {
    const run = await scene.run({
      script: [[write('one.txt')], [{ text: 'Then not.' }]],
      agent: { permissionMode: 'ask' },
      answer: () => ({ decision: 'deny' }),
    });
    expect(run.result).toEqual({ ok: true });
    expect(storyOf(run)).toContain('Then not.');
  });

  itIf(conduct.asks)('edits unasked in accept_edits, and asks before it runs a command', async () => {
    const run = await scene.run({
      script: [[write('one.txt')], [runAsking('touch two.txt')], [{ text: 'Tried.' }]],
      agent: { permissionMode: 'accept_edits' },
      answer: () => ({ decision: 'deny' }),
    });
    expect(scene.has('one.txt')).toBe(true);
    expect(scene.has('two.txt')).toBe(false);
    expect(run.requests).toMatchObject([{ kind: 'permission' }]);
  });

  it('writes nothing by any tool in plan', async () => {
    const run = await scene.run({
      script: [
        [write('one.txt')],
        [tools.run('touch two.txt')],
        [runAsking('touch two.txt')],
        [{ text: 'That is my plan.' }],
      ],
      agent: { permissionMode: 'plan' },
      answer: () => ({ decision: 'allow' }),
    });
    expect(run.result).toBeDefined();
    expect(['one.txt', 'two.txt'].filter((file) => scene.has(file))).toEqual([]);
    expect(run.requests).toEqual([]);
  });

  itIf(tools.ask !== undefined)('asks a question, and its model reads the answer', async () => {
    let heard = '';
    const question = 'Which colour?';
    const run = await scene.run({
      script: (step, messages) => {
        if (step === 0 && tools.ask) return [tools.ask(question, ['Red', 'Blue'])];
        // An agent may ask its model for more, afterwards.
        if (step === 1) heard = messages.findLast(({ role }) => role !== 'system')?.text ?? '';
        return [{ text: 'Blue it is.' }];
      },
      agent: { permissionMode: 'ask' },
      answer: () => ({ answers: { [question]: 'Blue' } }),
    });
    expect(run.requests).toMatchObject([
      { kind: 'question', questions: [{ question, options: expect.any(Array) }] },
    ]);
    expect(labelsIn(run.requests)).toEqual(expect.arrayContaining(['Red', 'Blue']));
    expect(run.result).toEqual({ ok: true });
    expect(heard).toContain('Blue');
  });

  itIf(conduct.resumes)('goes on with its session in a new runner', async () => {
    const first = await scene.run({ script: [[write('one.txt')], [{ text: 'The word is heron.' }]] });
    expect(first.sessionId).toEqual(expect.any(String));
    let remembered: readonly SeenMessage[] = [];
    const second = await scene.run({
      script: (_step, messages) => {
        remembered = messages;
        return [{ text: 'I remember.' }];
      },
      agent: { session: { id: first.sessionId ?? '', fork: false } },
    });
    expect(second.result).toEqual({ ok: true });
    expect(remembered.map(({ text }) => text).join('\n')).toContain('The word is heron.');
    // What was said in the first run is not told again as if it were new.
    expect(second.payloadsOf('MESSAGE').map(({ text }) => text)).toEqual(['I remember.']);
    expect(second.payloadsOf('TOOL')).toEqual([]);
  });

  it('says so when it cannot find the session, or begins a new one', async () => {
    const run = await scene.run({
      script: writeOne(),
      agent: { session: { id: '00000000-0000-4000-8000-000000000000', fork: false } },
    });
    const { result } = run;
    if (result?.ok === false) expect(result.message).not.toBe('');
    else expect(run.payloadsOf('LOG').some(({ level }) => level === 'WARN')).toBe(true);
  });

  it('ends when it is cancelled, and nothing of it is left', async () => {
    const seconds = uniqueSeconds();
    const live = await scene.start({ script: () => [tools.run(`sleep ${seconds}`)] });
    const finishing = live.finish();
    await eventually(() => processesWithArgument(seconds).length > 0, 'its command to run');
    await live.handle.cancel();
    const run = await finishing;
    expect(run.exit).toMatchObject({ outcome: 'stopped', reason: 'cancelled' });
    expect(run.result).toBeDefined();
    await eventually(() => processesWithArgument(seconds).length === 0, 'its command to be gone');
  });

  itIf(conduct.asks)('ends when it is cancelled while it waits for a person', async () => {
    const live = await scene.start({ script: writeOne(), agent: { permissionMode: 'ask' } });
    for await (const { records } of live.handle.attach(0)) if (ofKind(records, 'request').length > 0) break;
    await live.handle.cancel();
    const run = await live.finish();
    expect(run.exit).toMatchObject({ outcome: 'stopped', reason: 'cancelled' });
    expect(ofKind(run.records, 'unanswered')).toMatchObject([{ by: 'stopped' }]);
    expect(scene.has('one.txt')).toBe(false);
  });

  itIf(conduct.budgets.includes('tokens'))('stops within one message of its tokens', async () => {
    const run = await scene.run({ script: endless, agent: { limits: { ...NO_BUDGET, maxTokens: 300 } } });
    expect(run.exit).toMatchObject({ outcome: 'stopped', reason: 'budget_exceeded' });
    expect(scene.model.requests.length).toBeLessThanOrEqual(4);
  });

  itIf(conduct.budgets.includes('turns'))('stops within one message of its turns', async () => {
    const run = await scene.run({ script: endless, agent: { limits: { ...NO_BUDGET, maxTurns: 2 } } });
    expect(run.exit).toMatchObject({ outcome: 'stopped', reason: 'budget_exceeded' });
    expect(scene.model.requests.length).toBeLessThanOrEqual(5);
  });

  itIf(conduct.budgets.includes('cost'))('stops when its money is spent', async () => {
    const run = await scene.run({
      script: () => ({
        blocks: [{ text: 'Again.' }, tools.run('true')],
        usage: { input: 200_000, output: 100_000, cacheRead: 0, cacheWrite: 0 },
      }),
      agent: { limits: { ...NO_BUDGET, maxCostUsd: 0.5 } },
    });
    expect(run.exit).toMatchObject({ outcome: 'stopped', reason: 'budget_exceeded' });
    expect(run.payloadsOf('USAGE').at(-1)?.cost_usd).toBeGreaterThan(0.5);
  });

  it('is ended when a tool wrote a file as large as it may, whatever the tool says', async () => {
    const script = () => [tools.run('head -c 64m /dev/zero >large; echo went on')];
    const run = await scene.run({ script, limits: { fileBytes: 48 * 2 ** 20 } });
    expect(run.exit).toMatchObject({ outcome: 'stopped', reason: 'file_limit' });
  });

  it('gives up at once when its key is refused', async () => {
    const run = await scene.run({ script: () => conduct.refusals.unauthorized });
    expect(run.result).toMatchObject({ ok: false, reason: 'auth_failed', message: expect.any(String) });
    expect(scene.model.requests.length).toBeLessThanOrEqual(4);
  });

  it(`has reached its rate limit: ${conduct.rateLimited}`, async () => {
    const run = await scene.run({ script: onceRefused(conduct.refusals.rateLimited, writeOne()) });
    const waits = ofKind(run.records, 'waiting').map(({ until }) => until);
    if (conduct.rateLimited === 'it fails') {
      expect(run.result).toMatchObject({ ok: false, reason: 'rate_limited' });
      return;
    }
    expect(run.result).toEqual({ ok: true });
    expect(scene.has('one.txt')).toBe(true);
    expect(waits).toEqual(conduct.rateLimited === 'waiting is shown' ? [expect.any(Number), null] : []);
  });

  it('goes on after its provider was overloaded', async () => {
    const run = await scene.run({ script: onceRefused(conduct.refusals.overloaded, writeOne()) });
    expect(run.result).toEqual({ ok: true });
    expect(scene.has('one.txt')).toBe(true);
  });

  it('goes on after a stream that broke, or says that it did', async () => {
    const run = await scene.run({ script: onceRefused({ cut: 'I was about to' }, writeOne()) });
    const { result } = run;
    if (result?.ok === false) expect(result.message).toMatch(/\w+ \w+/);
    else expect(result).toEqual({ ok: true });
  });

  it('shows no secret anywhere, and has none on a command line', async () => {
    const secret = 'correct-horse-battery-staple';
    let onCommandLines: number[] = [];
    const look = (): Promise<void> => {
      onCommandLines = [...processesWithArgument(scene.key), ...processesWithArgument(secret)];
      return Promise.resolve();
    };
    const run = await scene.run({
      script: (step) => {
        if (step === 0)
          return { blocks: [{ text: `${scene.key}, ${secret}` }, tools.run('env')], after: look() };
        return step === 1 ? [write('one.txt', `${scene.key}\n${secret}\n`)] : [{ text: 'Hidden.' }];
      },
      secrets: { DEPLOY_TOKEN: secret },
    });
    expect(run.result).toEqual({ ok: true });
    expect(onCommandLines).toEqual([]);
    expect(run.written).toContain('[redacted]');
    expect([scene.key, secret].filter((value) => run.written.includes(value))).toEqual([]);
  });

  itIf(conduct.hostileFiles !== undefined)(
    'runs nothing of the repository, and is not led elsewhere',
    async () => {
      const decoy = await ModelServer.start();
      const canary = scene.path('canary.sung');
      scene.plant(conduct.hostileFiles?.(`touch ${canary}`, decoy.url) ?? {});
      const run = await scene.run({ script: writeOne() });
      await decoy.close();
      expect(run.result).toEqual({ ok: true });
      expect(decoy.requests).toEqual([]);
      expect(scene.has('canary.sung')).toBe(false);
    },
  );

  it('fails with a reason when its program cannot be started', async () => {
    const broken = await Scene.create({
      ...harness,
      launch: (surroundings) => ({
        ...harness.launch(surroundings),
        command: [join(createFolder('none-'), 'agent')],
      }),
    });
    const run = await broken.run({ script: writeOne() });
    await broken.close();
    expect(run.exit).toMatchObject({ outcome: 'failed' });
    expect(run.result ?? run.end?.error).toBeDefined();
  });
}

const labelsIn = (requests: readonly AgentRequest[]): string[] =>
  requests
    .flatMap((request) => (request.kind === 'question' ? request.questions : []))
    .flatMap(({ options }) => options.map(({ label }) => label));

/** Answers the first request with a refusal or half a message, and all others by the script. */
function onceRefused(first: Turn, then: Script): Script {
  let isFirst = true;
  return (step, messages) => {
    if (isFirst) {
      isFirst = false;
      return first;
    }
    return typeof then === 'function' ? then(step, messages) : then[step];
  };
}

/** What was said, and how each tool call began and ended: upserts in between are left out. */
function storyOf(run: FinishedRun): string[] {
  const begun = new Set<string>();
  return run.events.flatMap((event) => {
    if (event.kind === 'MESSAGE') return [event.payload.text.trim()];
    if (event.kind !== 'TOOL') return [];
    const { id, status } = event.payload;
    if (status !== 'pending' && status !== 'in_progress') return [status];
    if (begun.has(id)) return [];
    begun.add(id);
    return ['begun'];
  });
}
