import { afterEach, describe, expect, it } from '@jest/globals';
import type { Launch } from './agent-conformance/harness.js';
import { ownAgent } from './agent-conformance/own-acp-agent.js';
import { type FinishedRun, Scene, type Task } from './agent-conformance/scene.js';
import { cleanUpRuns } from './support/run-fixture.js';
import { itInSandbox } from './support/sandbox.js';

const scenes: Scene[] = [];
afterEach(async () => {
  await cleanUpRuns();
  for (const scene of scenes.splice(0)) await scene.close();
});

async function sceneWith(change: Partial<Launch>): Promise<Scene> {
  const launch: typeof ownAgent.launch = (surroundings) => {
    const usual = ownAgent.launch(surroundings);
    return { ...usual, ...change, env: { ...usual.env, ...change.env } };
  };
  const scene = await Scene.create({ ...ownAgent, launch });
  scenes.push(scene);
  return scene;
}

const warnings = (run: FinishedRun): string[] =>
  run.payloadsOf('LOG').flatMap(({ level, message }) => (level === 'WARN' ? message : []));
const oneFile = (scene: Scene): Task['script'] => [
  [ownAgent.tools.write(scene.path('one.txt'), 'x')],
  [{ text: 'Done.' }],
];

describe('an agent that speaks the Agent Client Protocol', () => {
  itInSandbox('cannot write in plan even when it asks nobody', async () => {
    const scene = await sceneWith({ env: { ASKS: 'never' } });
    const run = await scene.run({ script: oneFile(scene), agent: { permissionMode: 'plan' } });
    expect(run.result).toEqual({ ok: true });
    expect(run.payloadsOf('TOOL').at(-1)).toMatchObject({ output: expect.stringContaining('read-only') });
    expect(scene.has('one.txt')).toBe(false);
  });

  it('may go on talking after its turn, which is only for the log', async () => {
    const scene = await sceneWith({ env: { LAST_WORDS: String(2 ** 20) } });
    const run = await scene.run({ script: oneFile(scene) });
    expect(run.result).toEqual({ ok: true });
    expect(run.end).toMatchObject({ code: 0 });
  });

  it('is stopped when it says more than is kept', async () => {
    const scene = await sceneWith({});
    const text = 'All work and no play. '.repeat(500);
    const script: Task['script'] = (turn) =>
      turn < 50 ? [{ text }, ownAgent.tools.run('true')] : [{ text: 'Done.' }];
    const run = await scene.run({ script, limits: { spoolBytes: 100_000 } });
    expect(run.exit).toMatchObject({ outcome: 'stopped', reason: 'output_limit' });
  });

  it('says that it is not signed in', async () => {
    const scene = await sceneWith({ agent: { adapter: 'acp', preset: null, model: null, credentials: {} } });
    const run = await scene.run({ script: [] });
    expect(run.result).toMatchObject({
      ok: false,
      reason: 'auth_failed',
      message: expect.stringContaining('is not signed in'),
    });
  });

  it('says so when its program is not there', async () => {
    const run = await (await sceneWith({ command: 'no-such-agent --acp' })).run({ script: [] });
    expect(run.result).toMatchObject({ ok: false, reason: 'agent_not_ready' });
  });

  it('is not taken for one when it speaks otherwise', async () => {
    const run = await (await sceneWith({ command: 'echo Welcome!; exec sleep 0.1' })).run({ script: [] });
    expect(run.result).toMatchObject({
      ok: false,
      reason: 'agent_failed',
      message: expect.stringContaining('exit code 0'),
    });
  });

  it('goes on with what it has when it knows neither the model nor the servers', async () => {
    const scene = await sceneWith({});
    const mcpServers = { far: { type: 'http', url: 'http://127.0.0.1:9/' }, broken: 7 };
    const run = await scene.run({ script: oneFile(scene), agent: { model: 'unheard-of', mcpServers } });
    expect(run.result).toEqual({ ok: true });
    expect(warnings(run)).toEqual([
      expect.stringContaining('far, broken'),
      expect.stringContaining('unheard-of'),
    ]);
  });
});
