import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startBoard, type Board } from './support/board.js';
import { removeFolder, temporaryFolder } from './support/git-fixture.js';

let board: Board;
let programs: string;

const install = (name: string, script: string): void => {
  const file = path.join(programs, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
};

beforeAll(async () => {
  programs = temporaryFolder();
  install('claude', 'echo "2.1.7 (Claude Code)"');
  install('gemini', 'echo 0.9.0-rc.1');
  install('codex-acp', 'echo broken >&2; exit 3');
  install('goose', 'exec sleep 60');
  mkdirSync(path.join(programs, 'qwen'));
  board = await startBoard({ env: { PATH: `${programs}:/usr/bin:/bin`, GEMINI_API_KEY: 'g' } });
});
afterAll(async () => {
  await board.stop();
  removeFolder(programs);
});

const faultsOf = (body: { errors?: { path: string }[] }) => [
  ...new Set((body.errors ?? []).map((error) => error.path)),
];

describe('agent profiles', () => {
  it('fill in what is not said', async () => {
    const { status, body } = await board.api.post('/api/agents', {
      name: 'Script',
      adapter: 'command',
      command: 'make task',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'Script',
      adapter: 'command',
      preset: null,
      command: 'make task',
      model: null,
      permission_mode: 'full',
      sandbox: 'auto',
      network: 'open',
      env_allow: [],
      limits: {
        max_runtime_s: null,
        max_turns: null,
        max_tokens: null,
        max_cost_usd: null,
        max_attempts_per_hour: null,
      },
      instructions: null,
      mcp_servers: {},
      role: null,
      version: 1,
    });
    expect((await board.api.get(`/api/agents/${body.id as string}`)).body).toEqual(body);
  });

  it('change what is named and leave the rest', async () => {
    const agent = await board.createAgent({ limits: { max_turns: 5 }, env_allow: ['OPENAI_API_KEY'] });
    const { body } = await board.api.patch(`/api/agents/${agent.id as string}`, {
      limits: { max_runtime_s: 60 },
      instructions: 'Be brief.',
      mcp_servers: { files: { command: 'x' } },
      version: 1,
    });
    expect(body).toEqual({
      ...agent,
      limits: { ...agent.limits, max_runtime_s: 60 },
      instructions: 'Be brief.',
      mcp_servers: { files: { command: 'x' } },
      version: 2,
      updated_at: body.updated_at,
    });
    const stale = await board.api.patch(`/api/agents/${agent.id as string}`, { name: 'x', version: 1 });
    expect([stale.status, stale.body.code, stale.body.current]).toEqual([409, 'agent.stale_version', body]);
  });

  it.each([
    ['no name', { name: '' }, ['name']],
    ['an unknown adapter', { adapter: 'magic' }, ['adapter']],
    ['an unknown property', { colour: 'red' }, ['colour']],
    ['a variable that is no name', { env_allow: ['A=B'] }, ['env_allow']],
    ['an unknown limit', { limits: { max_fun: 1 } }, ['limits.max_fun']],
    ['an unknown role', { role: 'boss' }, ['role']],
  ])('refuse %s with its path', async (_what, fields, paths) => {
    const { status, body } = await board.api.post('/api/agents', {
      name: 'Script',
      adapter: 'command',
      command: 'x',
      ...fields,
    });
    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(faultsOf(body)).toEqual(paths);
  });

  it.each([
    ['no command', { command: null }, 'agent.command_missing', 'command'],
    ['no command and no preset', { adapter: 'acp', command: null }, 'agent.command_missing', 'command'],
  ])('refuse %s with a hint, at creation and at a change', async (_what, fields, code, at) => {
    const created = await board.api.post('/api/agents', {
      name: 'Script',
      adapter: 'command',
      ...fields,
    });
    const agent = await board.createAgent();
    const changed = await board.api.patch(`/api/agents/${agent.id as string}`, fields);
    for (const { status, body } of [created, changed]) {
      expect([status, body.code, faultsOf(body)]).toEqual([422, code, [at]]);
      expect(body.hint).toEqual(expect.any(String));
    }
  });

  it('are not deleted while tasks or projects use them, unless by force, which leaves those without', async () => {
    const agent = await board.createAgent();
    const project = await board.createProject({ default_agent_id: agent.id });
    const task = await board.createTask(project.id as string, { agent_id: agent.id });
    const url = `/api/agents/${agent.id as string}`;
    const refused = await board.api.delete(url);
    expect([refused.status, refused.body.code]).toEqual([409, 'agent.in_use']);
    expect(refused.body).toMatchObject({
      detail: 'The agent is still in use: by one task, as the default of one project.',
      tasks: 1,
      projects: 1,
      used_by: [`${task.key as string} A task`],
      hint: expect.stringContaining('force'),
    });
    expect((await board.api.delete(`${url}?force=true`)).status).toBe(204);
    expect((await board.api.get(url)).status).toBe(404);
    expect((await board.api.get(`/api/tasks/${task.id as string}`)).body).toMatchObject({
      agent_id: null,
      version: 2,
    });
    expect((await board.api.get(`/api/projects/${project.id as string}`)).body).toMatchObject({
      default_agent_id: null,
      version: 2,
    });
    const unused = await board.createAgent();
    expect((await board.api.delete(`/api/agents/${unused.id as string}`)).status).toBe(204);
    expect((await board.api.delete(`${url}?force=maybe`)).status).toBe(400);
  });

  it('of somebody else are hidden', async () => {
    const { agentId } = await board.createForeign();
    const url = `/api/agents/${agentId}`;
    const answers = [
      await board.api.get(url),
      await board.api.patch(url, { name: 'Mine' }),
      await board.api.delete(`${url}?force=true`),
    ];
    expect(answers.map(({ status, body }) => [status, body.code as string])).toEqual(
      answers.map(() => [404, 'agent.not_found']),
    );
    const { body } = await board.api.get('/api/agents?limit=200');
    expect((body.items as { id: string }[]).map(({ id }) => id)).not.toContain(agentId);
  });

  it('are paged by cursor', async () => {
    await board.createAgent();
    await board.createAgent();
    const all = (await board.api.get('/api/agents?limit=200')).body.items as { id: string }[];
    const first = await board.api.get('/api/agents?limit=1');
    const second = await board.api.get(`/api/agents?limit=1&cursor=${first.body.next_cursor as string}`);
    expect([first.body.items[0], second.body.items[0]]).toEqual(all.slice(0, 2));
  });
});

describe('detection', () => {
  it('asks each known program for its version, and says what is missing', async () => {
    const { body } = await board.api.get('/api/agents/detected');
    const items = Object.fromEntries(
      (body.items as { preset: string; status: string; version: string; hint: string }[]).map((item) => [
        item.preset,
        item,
      ]),
    );
    expect(Object.keys(items).sort()).toEqual([
      'anthropic',
      'claude',
      'codex',
      'copilot',
      'gemini',
      'goose',
      'opencode',
      'qwen',
    ]);
    expect(items['anthropic']).toMatchObject({ adapter: 'anthropic', status: 'needs_auth', install: null });
    expect(items['claude']).toMatchObject({ adapter: 'claude', status: 'needs_auth', version: '2.1.7' });
    expect(items['claude']).toMatchObject({
      hint: expect.stringContaining('ANTHROPIC_API_KEY'),
      install: 'npm run agents:install -- claude',
      command: null,
      env_allow: [],
    });
    expect(items['gemini']).toMatchObject({
      status: 'ready',
      version: '0.9.0-rc.1',
      adapter: 'acp',
      command: 'gemini --acp',
      hint: expect.stringContaining('GEMINI_API_KEY'),
    });
    expect(items['codex']).toMatchObject({
      status: 'not_installed',
      detail: expect.stringContaining('exit code 3'),
    });
    expect(items['goose']).toMatchObject({
      status: 'not_installed',
      detail: expect.stringContaining('timed out'),
    });
    expect(items['qwen']).toMatchObject({ status: 'not_installed', detail: expect.stringContaining('PATH') });
  });
});
