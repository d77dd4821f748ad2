import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { symlinkSync } from 'node:fs';
import { DEFAULT_LIMITS } from '../src/platform/process/run-protocol/run-spec.js';
import { type FinishedRun, Scene } from './agent-conformance/scene.js';
import { anthropicHarness } from './support/anthropic-harness.js';
import { eventually } from './support/eventually.js';
import { processesWithArgument, uniqueSeconds } from './support/marked-processes.js';
import type { Block, Script, Turn } from './support/model-server/turn.js';
import { cleanUpRuns, firstOfKind, killRuns } from './support/run-fixture.js';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.create(anthropicHarness);
});
afterEach(async () => {
  await cleanUpRuns();
  await scene.close();
});

/** Has the model call these tools one after the other; resolves to what they said. */
async function outputsOf(...calls: readonly (readonly [string, unknown])[]): Promise<string[]> {
  const blocks: Block[] = calls.map(([tool, input]) => ({ tool, input }));
  const run = await scene.run({ script: [blocks, [{ text: 'Done.' }]] });
  expect(run.result).toEqual({ ok: true });
  return outputsIn(run);
}

const outputsIn = (run: FinishedRun): string[] =>
  run.payloadsOf('TOOL').flatMap(({ output }) => (typeof output === 'string' ? [output] : []));

const bodies = (): string[] => scene.model.requests.map(({ body }) => JSON.stringify(body.messages));

describe('the tools of the anthropic adapter, in its sandbox', () => {
  it('read, search and list', async () => {
    scene.plant({ 'src/a.ts': 'one\ntwo\n', 'src/b.ts': 'TWO\n', 'node_modules/c.ts': 'two\n' });
    expect(
      await outputsOf(
        ['read', { path: 'src/a.ts' }],
        ['read', { path: 'src/a.ts', offset: 2 }],
        ['grep', { pattern: 't.o' }],
        ['grep', { pattern: 'two', path: 'src', ignore_case: true, files_only: true }],
        ['grep', { pattern: '(' }],
        ['glob', { pattern: '**/*.ts' }],
        ['list', {}],
        ['read', { path: 'none' }],
      ),
    ).toEqual([
      '1\tone\n2\ttwo',
      '2\ttwo',
      'src/a.ts:2:two',
      'src/a.ts\nsrc/b.ts',
      expect.stringMatching(/regular expression|regex/i),
      'src/a.ts\nsrc/b.ts',
      'node_modules/\nsrc/',
      expect.stringContaining('ENOENT'),
    ]);
  });

  it('write and edit', async () => {
    const [created, edited, missing] = await outputsOf(
      ['write', { path: 'new/file', content: 'a b' }],
      ['edit', { path: 'new/file', old_string: 'b', new_string: 'c' }],
      ['edit', { path: 'new/file', old_string: 'b', new_string: 'c' }],
    );
    expect([created, edited]).toEqual(['Created.', 'Edited.']);
    expect(missing).toMatch(/does not occur/);
    expect(scene.read('new/file')).toBe('a c');
  });

  it('run commands, in the directory that the last one ended in, with bounded output', async () => {
    scene.plant({ 'sub/file': '' });
    const [, where, failed, long, late] = await outputsOf(
      ['bash', { command: 'cd sub' }],
      ['bash', { command: 'pwd; sleep 1000 &' }],
      ['bash', { command: 'echo out; echo err >&2; exit 3' }],
      ['bash', { command: 'head -c 3000000 /dev/zero | tr "\\0" x' }],
      ['bash', { command: 'echo before; sleep 1000', timeout_s: 1 }],
    );
    expect(where).toBe(scene.path('sub'));
    expect(failed).toBe('out\nerr\n[exit code 3]');
    expect(long?.length).toBeLessThan(25_000);
    expect(late).toBe('before\n[killed after 1 s]');
  });

  it('stay in the workspace, and answer what makes no sense', async () => {
    symlinkSync('/etc/passwd', scene.path('passwd'));
    const outputs = await outputsOf(
      ['read', { path: 'passwd' }],
      ['write', { path: '../beside', content: '' }],
      ['fly', { to: 'the moon' }],
      ['bash', { script: 'true' }],
      ['read', { path: 7 }],
    );
    expect(outputs.slice(0, 2)).toEqual([expect.stringMatching(/outside/), expect.stringMatching(/outside/)]);
    expect(outputs.slice(2)).toEqual([
      'There is no tool fly here',
      expect.stringContaining('command'),
      expect.stringContaining('path'),
    ]);
  });

  it('do not know the key', async () => {
    const look = 'env; cat /proc/*/environ /proc/*/cmdline 2>/dev/null | tr "\\0" "\\n"';
    await outputsOf(['bash', { command: look }]);
    expect(bodies().join('')).not.toContain(scene.key);
  });
});

describe('a conversation of the anthropic adapter', () => {
  it('begins with what the repository tells agents, and not with what a link of it leads to', async () => {
    scene.plant({ 'AGENTS.md': 'Use tabs.' });
    symlinkSync('/etc/passwd', scene.path('CLAUDE.md'));
    await outputsOf();
    expect(bodies()[0]).toContain('Use tabs.');
    expect(bodies()[0]).not.toContain('root:');
  });

  it('is summarised when it comes near the end of the window, and goes on', async () => {
    const filling = { input: 170_000, output: 10, cacheRead: 0, cacheWrite: 0 };
    const script: Script = (_step, messages) => {
      const last = messages.at(-1)?.text ?? '';
      if (last.includes('Write a summary')) return [{ text: 'I made one.txt.' }];
      if (messages[0]?.text.includes('I made one.txt.')) return [{ text: 'Finished.' }];
      return { blocks: [{ tool: 'bash', input: { command: 'touch one.txt' } }], usage: filling };
    };
    const run = await scene.run({ script, agent: { model: 'claude-haiku-4-5' } });
    expect(run.result).toEqual({ ok: true });
    expect(run.payloadsOf('MESSAGE').map(({ text }) => text)).toEqual(['Finished.']);
    expect(bodies()).toHaveLength(3);
    expect(bodies()[2]).toMatch(/Do what the card says.*I made one\.txt\./);
  });

  const tooLong: Turn = { status: 400, error: 'prompt is too long: 210000 tokens > 200000 maximum' };

  it('is shortened when the provider finds it too long, and goes on', async () => {
    let refused = false;
    const script: Script = (step, messages) => {
      if (messages.at(-1)?.text.includes('Write a summary')) return [{ text: 'A summary.' }];
      if (step === 0 && !messages[0]?.text.includes('A summary.')) return [{ tool: 'list', input: {} }];
      if (refused) return [{ text: 'Finished.' }];
      refused = true;
      return tooLong;
    };
    const run = await scene.run({ script });
    expect(run.result).toEqual({ ok: true });
    expect(bodies()).toHaveLength(4);
  });

  it('that stays too long fails, and says why', async () => {
    const run = await scene.run({ script: () => tooLong });
    expect(run.result).toMatchObject({
      ok: false,
      reason: 'agent_failed',
      message: expect.stringMatching(/fit/),
    });
  });

  it('goes on after its runner was killed, and tells the model what was interrupted', async () => {
    const seconds = uniqueSeconds();
    const script: Script = [[{ tool: 'bash', input: { command: `sleep ${seconds}` } }]];
    const live = await scene.start({ script });
    const { sessionId } = await firstOfKind(live.handle, 'session');
    await eventually(() => processesWithArgument(seconds).length > 0, 'its command to run');
    await killRuns();
    let heard = '';
    const second = await scene.run({
      script: (_step, messages) => {
        heard = messages.map(({ text }) => text).join('\n');
        return [{ text: 'Seen.' }];
      },
      agent: { session: { id: sessionId, fork: false } },
    });
    expect(second.result).toEqual({ ok: true });
    expect(second.sessionId).toBe(sessionId);
    expect(heard).toContain('Interrupted');
  });

  it('can be forked: the fork knows it, and leaves it as it was', async () => {
    const first = await scene.run({ script: [[{ text: 'The word is heron.' }]] });
    const goOn = async (id: string, fork: boolean, text: string): Promise<string | undefined> => {
      const run = await scene.run({ script: [[{ text }]], agent: { session: { id, fork } } });
      expect(run.result).toEqual({ ok: true });
      return run.sessionId;
    };
    const fork = await goOn(first.sessionId ?? '', true, 'Forked.');
    expect(fork).not.toBe(first.sessionId);
    await goOn(first.sessionId ?? '', false, 'Went on.');
    expect(bodies()[1]).toContain('heron');
    expect(bodies()[2]).toContain('heron');
    expect(bodies()[2]).not.toContain('Forked.');
  });

  it('presents its plan until it is accepted', async () => {
    const answers = [{ decision: 'deny', message: 'Shorter.' } as const, { decision: 'allow' } as const];
    const plan = (text: string): Block => ({ tool: 'present_plan', input: { plan: text } });
    const run = await scene.run({
      script: [[plan('Long.')], [plan('Short.')], [{ text: 'Planned.' }]],
      agent: { permissionMode: 'plan' },
      answer: () => answers.shift() ?? { decision: 'deny' },
    });
    expect(run.result).toEqual({ ok: true });
    expect(run.requests).toMatchObject([
      { kind: 'plan', plan: 'Long.' },
      { kind: 'plan', plan: 'Short.' },
    ]);
    expect(outputsIn(run)).toEqual([
      expect.stringContaining('Shorter.'),
      expect.stringContaining('accepted'),
    ]);
  });

  it('says how much of a request is too long to be stored, and asks about all of it', async () => {
    const call = (size: number) => anthropicHarness.tools.run(`: ${'x'.repeat(size)}`);
    const run = await scene.run({
      script: [[call(100)], [call(100_000)], [{ text: 'Done.' }]],
      agent: { permissionMode: 'ask' },
      answer: () => ({ decision: 'allow' }),
    });
    expect(run.requests.map(({ truncated_bytes: cut }) => cut)).toEqual([
      undefined,
      100_002 - DEFAULT_LIMITS.lineBytes,
    ]);
    expect(outputsIn(run)).toHaveLength(2);
  });

  it('says that it leaves out MCP servers', async () => {
    const run = await scene.run({ script: [], agent: { mcpServers: { docs: {} } } });
    expect(run.payloadsOf('LOG')).toMatchObject([{ level: 'WARN', message: expect.stringContaining('MCP') }]);
  });

  it('is not signed in without a key', async () => {
    const run = await scene.run({ script: [], agent: { credentials: {} } });
    expect(run.result).toMatchObject({ ok: false, reason: 'auth_failed' });
  });

  it('sends little for a small task', async () => {
    scene.plant({ 'src/sum.ts': 'export const sum = (a: number, b: number) => a - b;\n' });
    const run = await scene.run({
      script: [
        [{ tool: 'grep', input: { pattern: 'sum' } }],
        [{ tool: 'read', input: { path: 'src/sum.ts' } }],
        [{ tool: 'edit', input: { path: 'src/sum.ts', old_string: 'a - b', new_string: 'a + b' } }],
        [{ text: 'It adds now.' }],
      ],
    });
    expect(run.result).toEqual({ ok: true });
    const sizes = scene.model.requests.map(({ body }) => JSON.stringify(body).length);
    // Rough tokens; all but the end of a request was sent before, and comes from the cache.
    expect((sizes[0] ?? 0) / 3.5).toBeLessThan(1_100);
    expect((sizes.at(-1) ?? 0) / 3.5).toBeLessThan(1_700);
  });
});
