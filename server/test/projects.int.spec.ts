import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startBoard, type Board } from './support/board.js';
import { createRepository, git } from './support/git-fixture.js';
import { startGitHttpServer } from './support/git-http-server.js';

let board: Board;
beforeAll(async () => {
  board = await startBoard({
    env: { ALLOW_REPO_PROTOCOLS: 'https,http', ALLOW_PRIVATE_REPO_HOSTS: '127.0.0.1' },
  });
});
afterAll(() => board.stop());

const create = (fields: object) => board.api.post('/api/projects', { name: 'Antfarm', ...fields });
const faultsOf = (body: { errors?: { path: string }[] }) => (body.errors ?? []).map((error) => error.path);

describe('creating a project', () => {
  it('fills in what is not said', async () => {
    const { status, body } = await create({ local_path: `${board.repository}/` });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'Antfarm',
      key: 'ANT',
      local_path: board.repository,
      repo_url: null,
      github_repo: null,
      default_branch: 'main',
      workflow: 'solo',
      commands: { install: null, test: null, lint: null },
      setup: { install_first: true, workspace_files: [], env_names: [] },
      default_agent_id: null,
      budgets: { max_runtime_s: 3600, max_attempts_per_hour: null, max_rounds: 5 },
      column_limits: {},
      require_green_gates: true,
      merge_method: 'merge',
      knowledge: 'repo',
      network: 'open',
      network_allow: expect.arrayContaining(['api.anthropic.com', 'registry.npmjs.org', 'github.com']),
      labels: [],
      version: 1,
    });
    expect((await board.api.get(`/api/projects/${body.id as string}`)).body).toEqual(body);
  });

  it('takes every setting, commands as text or with a time limit', async () => {
    const agent = await board.createAgent();
    const settings = {
      default_branch: 'next',
      workflow: 'team',
      setup: { install_first: false, workspace_files: ['.env', 'config/*.local'] },
      default_agent_id: agent.id,
      budgets: { max_runtime_s: 60, max_attempts_per_hour: 10, max_tokens: 1000, max_cost_usd: 0.5 },
      max_concurrent_attempts: 2,
      column_limits: { review: 3 },
      require_green_gates: false,
      merge_method: 'squash',
      knowledge: 'server',
      network: 'none',
      network_allow: ['example.com', '*.example.com:8443'],
    };
    const commands = { install: 'npm ci', test: { run: 'npm test', timeout_s: 60 }, lint: null };
    const project = await board.createProject({ ...settings, commands });
    expect(project).toMatchObject({
      ...settings,
      commands: {
        install: { run: 'npm ci', timeout_s: 900 },
        test: { run: 'npm test', timeout_s: 60 },
        lint: null,
      },
    });
  });

  it.each(['*', 'https://example.com', 'example.com/path', 'example.com:99999', ''])(
    'refuses %j in the list of hosts, with an example',
    async (host) => {
      const { status, body } = await create({
        local_path: board.repository,
        network_allow: ['example.com', host],
      });
      expect({ status, faults: faultsOf(body) }).toEqual({ status: 400, faults: ['network_allow'] });
      expect(JSON.stringify(body)).toContain('example.com:8443');
    },
  );

  it('gives each project of an owner a key of its own, also when many come at once', async () => {
    const made = await Promise.all(
      Array.from({ length: 8 }, () => board.createProject({ name: 'Same Name' })),
    );
    const keys = made.map(({ key }) => key as string);
    expect(new Set(keys).size).toBe(8);
    expect(keys.every((key) => /^[A-Z]{2,6}$/.test(key))).toBe(true);
  });

  it('answers a repeated Idempotency-Key with the same project', async () => {
    const send = () =>
      board.api.post(
        '/api/projects',
        { name: 'Once', local_path: board.repository },
        { 'Idempotency-Key': 'p1' },
      );
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
  });

  it.each([
    ['no name', { name: undefined }, ['name']],
    ['an unknown property', { colour: 'red' }, ['colour']],
    ['an unknown setting', { setup: { env_names: ['A'] } }, ['setup.env_names']],
    [
      'a path that leaves the repository',
      { setup: { workspace_files: ['../x'] } },
      ['setup.workspace_files'],
    ],
    ['a command that is no text', { commands: { test: 7 } }, ['commands.test']],
    [
      'a time limit of nothing',
      { commands: { test: { run: 'x', timeout_s: 0 } } },
      ['commands.test.timeout_s'],
    ],
    ['an unknown workflow', { workflow: 'duo' }, ['workflow']],
    ['a branch that git refuses', { default_branch: 'a..b' }, ['default_branch']],
    ['a limit of nothing', { column_limits: { review: 0 } }, ['column_limits.review']],
    ['an unknown column', { column_limits: { doing: 3 } }, ['column_limits.doing']],
    ['null for what is never null', { merge_method: null }, ['merge_method']],
  ])('refuses %s with its path', async (_what, fields, paths) => {
    const { status, body } = await create({ local_path: board.repository, ...fields });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'request.invalid', hint: expect.any(String) });
    expect([...new Set(faultsOf(body))]).toEqual(paths);
  });

  it.each([
    [
      'both sources',
      { repo_url: 'https://example.org/x.git', local_path: '/x' },
      'project.one_source',
      'repo_url',
    ],
    ['no source', {}, 'project.one_source', 'repo_url'],
    [
      'credentials in the URL',
      { repo_url: 'https://me:pw@example.org/x.git' },
      'project.url_credentials',
      'repo_url',
    ],
    [
      'a protocol that is not allowed',
      { repo_url: 'git://example.org/x.git' },
      'project.url_protocol',
      'repo_url',
    ],
    ['the server as a remote', { repo_url: 'file:///etc' }, 'project.url_protocol', 'repo_url'],
    ['a private address', { repo_url: 'https://10.0.0.1/x.git' }, 'project.url_private_address', 'repo_url'],
    ['no URL', { repo_url: 'hello' }, 'project.url_malformed', 'repo_url'],
    ['a relative path', { local_path: 'repository' }, 'project.path_not_absolute', 'local_path'],
    ['a path that is not there', { local_path: '/no/such/folder' }, 'project.path_missing', 'local_path'],
    [
      "somebody else's agent",
      { local_path: 'REPOSITORY', default_agent_id: 'FOREIGN' },
      'agent.unknown',
      undefined,
    ],
  ])('refuses %s with a hint', async (_what, fields, code, at) => {
    const { agentId } = await board.createForeign();
    const text = JSON.stringify(fields).replace('REPOSITORY', board.repository).replace('FOREIGN', agentId);
    const { status, body } = await create(JSON.parse(text) as object);
    expect(status).toBe(422);
    expect(body).toMatchObject({ code, detail: expect.any(String), hint: expect.any(String) });
    expect(faultsOf(body)[0]).toBe(at);
  });

  it('refuses folders that are no repository, each with its own hint', async () => {
    const at = (name: string) => path.join(board.folder, name);
    mkdirSync(at('plain'));
    writeFileSync(at('file'), '');
    createRepository(at('outer'), { 'inner/a.txt': '' });
    const answer = async (name: string) => {
      const { status, body } = await create({ local_path: at(name) });
      return [status, body.code as string, body.hint as string] as const;
    };
    expect(await answer('plain')).toEqual([
      422,
      'project.not_a_repository',
      expect.stringContaining('git init'),
    ]);
    expect(await answer('file')).toEqual([422, 'project.path_not_a_folder', expect.any(String)]);
    expect(await answer('outer/inner')).toEqual([
      422,
      'project.subfolder',
      expect.stringContaining(at('outer')),
    ]);
  });

  it('asks for the branch where the repository does not say', async () => {
    const repository = createRepository(path.join(board.folder, 'detached'), { a: '' });
    git(repository, 'branch', '-m', 'main', 'one');
    git(repository, 'branch', 'two');
    git(repository, 'checkout', '-q', '--detach');
    const { status, body } = await create({ local_path: repository });
    expect([status, body.code]).toEqual([422, 'project.branch_unknown']);
    expect(body.hint).toContain('one, two');
    expect((await create({ local_path: repository, default_branch: 'two' })).status).toBe(201);
  });

  it('finds the branch of a remote; one that needs a token is named with its branch', async () => {
    const bare = path.join(board.folder, 'remote.git');
    git(board.folder, 'clone', '-q', '--bare', board.repository, bare);
    git(bare, 'branch', '-m', 'main', 'trunk');
    const open = await startGitHttpServer(board.folder, null);
    const shut = await startGitHttpServer(board.folder, 'secret-token');
    try {
      const found = await create({ repo_url: `${open.url}/remote.git` });
      const refused = await create({ repo_url: `${shut.url}/remote.git` });
      expect([refused.status, refused.body.code]).toEqual([422, 'project.auth_failed']);
      const named = await create({ repo_url: `${shut.url}/remote.git`, default_branch: 'trunk' });
      expect(named.body).toMatchObject({
        repo_url: `${shut.url}/remote.git`,
        local_path: null,
        default_branch: 'trunk',
      });

      const validate = async (id: string) => {
        const { body } = await board.api.post(`/api/projects/${id}/validate`);
        return (body.checks as { name: string; ok: boolean }[]).find(({ name }) => name === 'repo_reachable')!
          .ok;
      };
      expect(await validate(named.body.id as string)).toBe(false);
      const put = await board.api.put(`/api/projects/${named.body.id as string}/repo-token`, {
        token: 'secret-token',
      });
      expect(put.status).toBe(204);
      const forgotten = await board.api.put(`/api/projects/${named.body.id as string}/repo-token`, {});
      expect([forgotten.status, forgotten.body.code]).toEqual([400, 'request.invalid']);
      expect(await validate(named.body.id as string)).toBe(true);
      expect(found.body).toMatchObject({ default_branch: 'trunk' });
    } finally {
      await Promise.all([open.close(), shut.close()]);
    }
  });
});

describe('changing a project', () => {
  it('changes what is named and leaves the rest', async () => {
    const project = await board.createProject({
      commands: { install: 'npm ci', test: 'npm test' },
      budgets: { max_tokens: 5 },
      column_limits: { review: 2, done: 9 },
    });
    const { status, body } = await board.api.patch(`/api/projects/${project.id as string}`, {
      name: 'New name',
      commands: { test: null },
      budgets: { max_cost_usd: 1 },
      column_limits: { review: null },
      setup: { workspace_files: ['.env'] },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...project,
      name: 'New name',
      commands: { install: { run: 'npm ci', timeout_s: 900 }, test: null, lint: null },
      budgets: { ...project.budgets, max_cost_usd: 1 },
      column_limits: { done: 9 },
      setup: { ...project.setup, workspace_files: ['.env'] },
      version: 2,
      updated_at: body.updated_at,
    });
  });

  it('refuses a stale version and shows the row as it is', async () => {
    const project = await board.createProject();
    const url = `/api/projects/${project.id as string}`;
    const { body: current } = await board.api.patch(url, { name: 'Second', version: 1 });
    const { status, body } = await board.api.patch(url, { name: 'Third', version: 1 });
    expect([status, body.code]).toEqual([409, 'project.stale_version']);
    expect(body.current).toEqual(current);
  });

  it('loses no change when many come at once', async () => {
    const project = await board.createProject();
    const url = `/api/projects/${project.id as string}`;
    const limits = Array.from({ length: 10 }, (_, index) => ({ budgets: { max_tokens: index + 1 } }));
    await Promise.all(limits.map((change) => board.api.patch(url, change)));
    expect((await board.api.get(url)).body.version).toBe(11);
  });

  it('does not let the source be changed', async () => {
    const project = await board.createProject();
    const { status, body } = await board.api.patch(`/api/projects/${project.id as string}`, {
      local_path: '/x',
    });
    expect([status, faultsOf(body)]).toEqual([400, ['local_path']]);
  });

  it('empties the column assigned when the team workflow ends', async () => {
    const project = await board.createProject({ workflow: 'team' });
    const task = await board.createTask(project.id as string, { acceptance_criteria: ['works'] });
    await board.api.post(`/api/tasks/${task.id as string}/move`, { status: 'assigned' });
    await board.api.patch(`/api/projects/${project.id as string}`, { workflow: 'solo' });
    expect((await board.api.get(`/api/tasks/${task.id as string}`)).body).toMatchObject({
      status: 'inbox',
      version: 3,
    });
  });

  it('shows every label of its tasks', async () => {
    const project = await board.createProject();
    await board.createTask(project.id as string, { labels: ['ui', 'bug'] });
    await board.createTask(project.id as string, { labels: ['bug', 'api'] });
    const { body } = await board.api.get(`/api/projects/${project.id as string}`);
    expect(body.labels).toEqual(['api', 'bug', 'ui']);
  });
});

describe("a project's secrets", () => {
  it('stores an environment sealed, reads back names, and null takes one away', async () => {
    const project = await board.createProject();
    const url = `/api/projects/${project.id as string}/env`;
    await board.api.put(url, { API_KEY: 'hunter2', OTHER: 'x' });
    const { status, body } = await board.api.put(url, { OTHER: null, THIRD: 'y' });
    expect(status).toBe(200);
    expect(body.setup.env_names).toEqual(['API_KEY', 'THIRD']);
    expect(JSON.stringify(body)).not.toContain('hunter2');
    const { rows } = await board.database.query('select * from project_secrets where project_id = $1', [
      project.id,
    ]);
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain('hunter2');
  });

  it.each([
    ['a bad name', { 'A-B': 'x' }, 'A-B'],
    ['a value that is no text', { A: 1 }, 'A'],
  ])('refuses %s', async (_what, env, at) => {
    const project = await board.createProject();
    const { status, body } = await board.api.put(`/api/projects/${project.id as string}/env`, env);
    expect([status, faultsOf(body)]).toEqual([400, [at]]);
    expect(body.hint).toEqual(expect.any(String));
  });
});

describe('lists, deletion and ownership', () => {
  it('pages by cursor and refuses a cursor of its own making', async () => {
    await board.createProject();
    await board.createProject();
    const all = (await board.api.get('/api/projects?limit=200')).body.items as { id: string }[];
    const first = await board.api.get('/api/projects?limit=1');
    const second = await board.api.get(`/api/projects?limit=1&cursor=${first.body.next_cursor as string}`);
    expect([first.body.items[0].id, second.body.items[0].id]).toEqual(all.slice(0, 2).map(({ id }) => id));
    const { status, body } = await board.api.get('/api/projects?cursor=bm9uc2Vuc2U');
    expect([status, body.code]).toEqual([400, 'request.bad_cursor']);
  });

  it('deletes a project with its tasks', async () => {
    const project = await board.createProject();
    const task = await board.createTask(project.id as string);
    expect((await board.api.delete(`/api/projects/${project.id as string}`)).status).toBe(204);
    expect((await board.api.get(`/api/projects/${project.id as string}`)).status).toBe(404);
    expect((await board.api.get(`/api/tasks/${task.id as string}`)).status).toBe(404);
  });

  it("hides somebody else's project", async () => {
    const { projectId } = await board.createForeign();
    const url = `/api/projects/${projectId}`;
    const answers = [
      await board.api.get(url),
      await board.api.patch(url, { name: 'Mine' }),
      await board.api.delete(`${url}?force=true`),
      await board.api.put(`${url}/env`, { A: 'b' }),
      await board.api.put(`${url}/repo-token`, { token: 'x' }),
      await board.api.post(`${url}/validate`),
      await board.api.get(`${url}/tasks`),
      await board.api.post(`${url}/tasks`, { title: 'x' }),
    ];
    expect(answers.map(({ status, body }) => [status, body.code as string])).toEqual(
      answers.map(() => [404, 'project.not_found']),
    );
    const { body } = await board.api.get('/api/projects?limit=200');
    expect((body.items as { id: string }[]).map(({ id }) => id)).not.toContain(projectId);
  });

  it('refuses an id that is none', async () => {
    expect((await board.api.get('/api/projects/42')).status).toBe(400);
  });
});
