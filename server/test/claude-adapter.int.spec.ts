import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIdentity } from '../src/platform/process/process-identity.js';
import { sendSignal } from '../src/platform/process/process-table.js';
import { runFiles } from '../src/platform/process/run-protocol/run-directory.js';
import type { AgentTaskList } from '../src/platform/process/run-protocol/run-spec.js';
import { Scene } from './agent-conformance/scene.js';
import { claudeHarness } from './support/claude-harness.js';
import { eventually } from './support/eventually.js';
import { type Block, scriptMarker, type SeenMessage } from './support/model-server/turn.js';
import { cleanUpRuns, FIXTURES, firstOfKind, ofKind } from './support/run-fixture.js';

const { missing, tools } = claudeHarness;
const title = missing === undefined ? 'Claude Code' : `Claude Code (skipped: ${missing})`;
const describeClaude = missing === undefined ? describe : describe.skip;

const use = (tool: string, input: unknown): Block => ({ tool, input });
const textOf = (messages: readonly SeenMessage[]): string => messages.map(({ text }) => text).join('\n');

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.create(claudeHarness);
});
afterEach(async () => {
  await cleanUpRuns();
  await scene.close();
});

describeClaude(title, () => {
  const fixtureServer = {
    command: process.execPath,
    args: [join(FIXTURES, 'mcp-server.mjs')],
    env: { FIXTURE_TEXT: 'by MCP\n' },
  };
  const subagent = (prompt: string): Block =>
    use('Agent', {
      description: 'A part of it',
      prompt,
      subagent_type: 'general-purpose',
      run_in_background: false,
    });

  it('reads the CLAUDE.md of the repository, whose settings it ignores', async () => {
    scene.plant({
      'CLAUDE.md': 'Herons are grey.\n',
      'part/CLAUDE.md': 'Storks are white.\n',
      'part/a.txt': 'a',
    });
    await scene.run({ script: [[use('Read', { file_path: scene.path('part/a.txt') })]] });
    const told = JSON.stringify(scene.model.requests.map(({ body }) => body));
    expect(told).toContain('Herons are grey.');
    expect(told).toContain('Storks are white.');
  });

  describe('in plan mode', () => {
    const planFileIn = (messages: readonly SeenMessage[]): string =>
      /\/\S+\/plans\/[\w-]+\.md/.exec(textOf(messages))?.[0] ?? '/no/plan/file';

    it('changes nothing by any tool, and ends with the plan that a person accepted', async () => {
      scene.plant({
        'a.txt': 'as it was\n',
        'a.ipynb': '{"cells":[],"nbformat":4,"nbformat_minor":5,"metadata":{}}',
      });
      execFileSync('git', ['init', '-q'], { cwd: scene.workspace });
      const touch = `touch ${scene.path('b.txt')}`;
      const attempts: Block[] = [
        use('Read', { file_path: scene.path('a.txt') }),
        use('Edit', { file_path: scene.path('a.txt'), old_string: 'was', new_string: 'is' }),
        use('Write', { file_path: scene.path('b.txt'), content: 'b' }),
        use('NotebookEdit', { notebook_path: scene.path('a.ipynb'), edit_mode: 'insert', new_source: 'b' }),
        use('Bash', { command: touch, description: 'Touch it' }),
        use('Bash', { command: 'ls', description: 'Look' }),
        use('Monitor', { command: touch, description: 'Touch it', timeout_ms: 1000 }),
        subagent(touch),
        use('Skill', { skill: 'init' }),
        use('EnterWorktree', { name: 'elsewhere' }),
        use('mcp__fixture__touch', { path: scene.path('b.txt') }),
      ];
      const before = readdirSync(scene.workspace);
      const run = await scene.run({
        script: (step, messages) => {
          const attempt = attempts[step];
          if (attempt) return [attempt];
          return step === attempts.length
            ? [use('Write', { file_path: planFileIn(messages), content: '# Count the herons\n' })]
            : [use('ExitPlanMode', {})];
        },
        agent: { permissionMode: 'plan', mcpServers: { fixture: fixtureServer } },
        answer: () => ({ decision: 'allow' }),
      });
      expect(run.requests).toMatchObject([{ kind: 'plan', plan: '# Count the herons\n' }]);
      expect(run.result).toEqual({ ok: true });
      expect(run.payloadsOf('MESSAGE').at(-1)?.text).toBe('# Count the herons\n');
      expect(readdirSync(scene.workspace)).toEqual(before);
      expect(scene.read('a.txt')).toBe('as it was\n');
      const done = run.payloadsOf('TOOL').filter(({ status }) => status === 'completed');
      expect(done.map(({ name }) => name)).toEqual(['Read', 'Write']);
    });

    it('goes on planning when a person refuses the plan', async () => {
      let heard: readonly SeenMessage[] = [];
      const run = await scene.run({
        script: (step, messages) => {
          if (step === 0) return [use('Write', { file_path: planFileIn(messages), content: 'Count them.' })];
          if (step === 1) return [use('ExitPlanMode', {})];
          heard = messages;
          return [{ text: 'Then I plan again.' }];
        },
        agent: { permissionMode: 'plan' },
        answer: () => ({ decision: 'deny', message: 'Count the storks, too.' }),
      });
      expect(run.requests).toMatchObject([{ kind: 'plan', plan: 'Count them.' }]);
      expect(textOf(heard)).toContain('Count the storks, too.');
      expect(run.result).toEqual({ ok: true });
    });

    it('asks nobody about a plan that is not written', async () => {
      let heard: readonly SeenMessage[] = [];
      const run = await scene.run({
        script: (step, messages) => {
          if (step === 0) return [use('ExitPlanMode', { plan: 'Only said.' })];
          heard = messages;
          return [{ text: 'I have none.' }];
        },
        agent: { permissionMode: 'plan' },
        answer: () => ({ decision: 'allow' }),
      });
      expect(run.requests).toEqual([]);
      expect(textOf(heard)).toContain('There is no plan yet');
    });
  });

  it('has the servers for tools that it was given', async () => {
    const run = await scene.run({
      script: [[use('mcp__fixture__touch', { path: scene.path('b.txt') })], [{ text: 'Touched.' }]],
      agent: { mcpServers: { fixture: fixtureServer } },
    });
    expect(run.result).toEqual({ ok: true });
    expect(scene.read('b.txt')).toBe('by MCP\n');
  });

  it('is given a list of tasks, and says what it made of it', async () => {
    const tasks = (['pending', 'failed', 'done', 'running', 'pending'] as const).map((status, index) => ({
      id: `s${index}`,
      title: ['Count herons', 'Count storks', 'Count ibises', 'Count egrets', 'Count bitterns'][index]!,
      description: 'All of them',
      status,
    }));
    const taskList: AgentTaskList = { id: 'antfarm-p_1.t', tasks };
    let listed = '';
    const run = await scene.run({
      script: (step, messages) => {
        if (step === 1) listed = textOf(messages);
        return [
          [use('TaskList', {})],
          ['1', '2'].map((taskId) => use('TaskUpdate', { taskId, status: 'completed' })),
          [use('TaskUpdate', { taskId: '3', status: 'pending' })],
          [use('TaskUpdate', { taskId: '5', status: 'deleted' })],
          [use('TaskCreate', { subject: 'Count swans', description: 'Those, too' })],
        ][step];
      },
      agent: { taskList },
    });
    expect(listed).toContain('Count herons');
    expect(ofKind(run.records, 'task_list').map(({ changes }) => changes)).toEqual([
      {
        settled: [
          { id: 's0', from: 'pending', to: 'done' },
          { id: 's1', from: 'failed', to: 'done' },
          { id: 's2', from: 'done', to: 'pending' },
        ],
        added: [{ title: 'Count swans', description: 'Those, too', status: 'pending' }],
      },
    ]);
  });

  it('keeps what it did of its tasks when its runner was killed', async () => {
    const tasks = ['Count herons', 'Count storks'].map((title, index) => ({
      id: `s${index}`,
      title,
      description: '',
      status: 'pending' as const,
    }));
    const agent = { taskList: { id: 'antfarm-p-t', tasks } };
    const live = await scene.start({
      script: (step) =>
        step === 0
          ? [
              use('TaskUpdate', { taskId: '1', status: 'completed' }),
              use('TaskCreate', { subject: 'Count swans', description: '' }),
            ]
          : { blocks: [], after: new Promise(() => undefined) },
      agent,
    });
    const { sessionId } = await firstOfKind(live.handle, 'session');
    await eventually(() => storedIn(scene).includes('Task #3 created'), 'Claude to store what it did');
    sendSignal(readIdentity(runFiles(live.spec.runDirectory).identity)?.pid ?? NaN, 'SIGKILL');
    const run = await scene.run({
      script: [[use('TaskUpdate', { taskId: '2', status: 'completed' })]],
      agent: { ...agent, session: { id: sessionId, fork: false } },
    });
    const [left] = ofKind(run.records, 'task_list');
    expect(left?.changes).toEqual({
      settled: tasks.map(({ id }) => ({ id, from: 'pending', to: 'done' })),
      added: [{ title: 'Count swans', description: '', status: 'pending' }],
    });
  });

  it('gives its result in the shape that was asked for', async () => {
    const run = await scene.run({
      script: [[use('StructuredOutput', { herons: 3 })]],
      agent: {
        outputSchema: { type: 'object', properties: { herons: { type: 'number' } }, required: ['herons'] },
      },
    });
    expect(run.result).toEqual({ ok: true, output: { herons: 3 } });
  });

  it('shows what an edit changes, and marks what a subagent does', async () => {
    scene.model.script('inner', [
      [{ text: 'Inside.' }, tools.write(scene.path('a.txt'), 'a\n')],
      [{ text: 'Written.' }],
    ]);
    const run = await scene.run({ script: [[subagent(scriptMarker('inner'))], [{ text: 'Outside.' }]] });
    expect(run.result).toEqual({ ok: true });
    const calls = run.payloadsOf('TOOL');
    const outer = calls.find(({ name }) => name === 'Agent')?.id;
    expect(run.payloadsOf('MESSAGE')).toMatchObject([
      { text: 'Inside.', parent_id: outer },
      { text: 'Written.', parent_id: outer },
      { text: 'Outside.' },
    ]);
    expect(calls.filter(({ name }) => name === 'Write')).toMatchObject([
      { parent_id: outer, tool_kind: 'edit', status: 'in_progress' },
      {
        parent_id: outer,
        status: 'completed',
        input: { file_path: scene.path('a.txt') },
        diff: { path: scene.path('a.txt'), old: null, new: 'a\n' },
      },
    ]);
    // Four messages of the usual size, two of them the subagent's.
    expect(run.payloadsOf('USAGE').at(-1)).toMatchObject({ input_tokens: 400, output_tokens: 200 });
  });

  it('goes on after its runner was killed, and tells only what it used since', async () => {
    const live = await scene.start({
      script: (step) =>
        step === 0
          ? [{ text: 'First the herons.' }, tools.write(scene.path('a.txt'), 'a\n')]
          : { blocks: [], after: new Promise(() => undefined) },
    });
    const { sessionId } = await firstOfKind(live.handle, 'session');
    await eventually(() => storedIn(scene).includes('File created'), 'Claude to store what it did');
    sendSignal(readIdentity(runFiles(live.spec.runDirectory).identity)?.pid ?? NaN, 'SIGKILL');
    let remembered = '';
    const run = await scene.run({
      script: (step, messages) => {
        if (step === 0) remembered = textOf(messages);
        return [{ text: 'Done now.' }];
      },
      agent: { session: { id: sessionId, fork: false } },
    });
    expect(run.result).toEqual({ ok: true });
    expect(run.sessionId).toBe(sessionId);
    expect(remembered).toContain('File created successfully');
    expect(run.payloadsOf('USAGE').at(-1)).toMatchObject({ input_tokens: 100, output_tokens: 50 });
  });

  it('begins a session of its own from what another one knows, and counts only its own part', async () => {
    const first = await scene.run({ script: [[{ text: 'The word is heron.' }]] });
    const [earlier] = first.payloadsOf('USAGE').slice(-1);
    let remembered = '';
    const second = await scene.run({
      script: (_step, messages) => {
        remembered = textOf(messages);
        return [{ text: 'I remember.' }];
      },
      agent: { session: { id: first.sessionId ?? '', fork: true } },
    });
    expect(remembered).toContain('The word is heron.');
    expect(second.sessionId).not.toBe(first.sessionId);
    const [own] = second.payloadsOf('USAGE').slice(-1);
    expect(own).toMatchObject({ input_tokens: 100, output_tokens: 50 });
    expect(own?.cost_usd).toBeCloseTo(earlier?.cost_usd ?? NaN, 6);
  });

  it('is given a token in the place of its key', async () => {
    const run = await scene.run({ script: [[tools.run('env > env.txt')]] });
    expect(run.result).toEqual({ ok: true });
    expect(scene.read('env.txt')).toContain('ANTHROPIC_API_KEY=antfarm-');
    expect(scene.read('env.txt')).not.toContain(scene.key);
    expect(new Set(scene.model.requests.map(({ headers }) => headers['x-api-key']))).toEqual(
      new Set([scene.key]),
    );
  });

  it('waits as long as its provider said, then goes on', async () => {
    const impatient: typeof claudeHarness.launch = (surroundings) => ({
      ...claudeHarness.launch(surroundings),
      env: { CLAUDE_CODE_MAX_RETRIES: '0' },
    });
    const other = await Scene.create({ ...claudeHarness, launch: impatient });
    let isLimited = true;
    const run = await other.run({
      script: () => {
        if (!isLimited) return [{ text: 'Going on.' }];
        isLimited = false;
        return { status: 429, error: 'rate_limit_error', headers: { 'retry-after': '2' } };
      },
    });
    await other.close();
    expect(ofKind(run.records, 'waiting').map(({ until }) => until)).toEqual([expect.any(Number), null]);
    expect(run.result).toEqual({ ok: true });
    expect(run.payloadsOf('MESSAGE').map(({ text }) => text)).toEqual(['Going on.']);
  });

  it('waits until the limit of a subscription ends, then goes on', async () => {
    let isLimited = true;
    const scenePlan = await Scene.create({ ...claudeHarness, launch: withSubscription });
    const run = await scenePlan.run({
      script: (step) => {
        if (isLimited) {
          isLimited = false;
          return {
            status: 429,
            error: 'rate_limit_error',
            headers: {
              'anthropic-ratelimit-unified-status': 'rejected',
              'anthropic-ratelimit-unified-reset': String(Math.ceil(Date.now() / 1000) + 2),
              'anthropic-ratelimit-unified-representative-claim': 'five_hour',
            },
          };
        }
        return step === 0 ? [tools.write(scenePlan.path('a.txt'), 'a\n')] : [{ text: 'Written.' }];
      },
    });
    await scenePlan.close();
    expect(ofKind(run.records, 'waiting').map(({ until }) => until)).toEqual([expect.any(Number), null]);
    expect(run.result).toEqual({ ok: true });
    expect(scenePlan.has('a.txt')).toBe(true);
  });
});

/** Of all sessions of this scene's agent, what is on disk. */
function storedIn({ workspace }: Scene): string {
  const projects = join(workspace, '../home/.antfarm/claude/projects');
  if (!existsSync(projects)) return '';
  const files = readdirSync(projects, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => readFileSync(join(projects, file), 'utf8'))
    .join('');
}

const withSubscription: typeof claudeHarness.launch = (surroundings) => {
  const launch = claudeHarness.launch(surroundings);
  const { modelUrl, key } = surroundings;
  const credentials = { ANTHROPIC_BASE_URL: modelUrl, CLAUDE_CODE_OAUTH_TOKEN: key };
  return { ...launch, agent: { ...launch.agent, credentials } };
};
