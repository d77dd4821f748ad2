import { randomUUID } from 'node:crypto';
import { startBoard, type Board } from './support/board.js';

let board: Board;
let projectId: string;
beforeAll(async () => {
  board = await startBoard();
  projectId = (await board.createProject()).id as string;
});
afterAll(() => board.stop());

const create = (fields: object) =>
  board.api.post(`/api/projects/${projectId}/tasks`, { title: 'A task', ...fields });
const createId = async (fields: object = {}, project = projectId) =>
  (await board.createTask(project, { ...fields })).id as string;
const read = async (id: string) => (await board.api.get(`/api/tasks/${id}`)).body;
const faultsOf = (body: { errors?: { path: string }[] }) => [
  ...new Set((body.errors ?? []).map((error) => error.path)),
];

describe('creating a task', () => {
  it('fills in what is not said and counts from 1', async () => {
    const project = await board.createProject({ name: 'Other' });
    const first = await board.createTask(project.id as string, { title: '  Do it  ' });
    const second = await board.createTask(project.id as string);
    expect(first).toMatchObject({
      project_id: project.id,
      number: 1,
      key: `${project.key as string}-1`,
      title: 'Do it',
      description: '',
      status: 'inbox',
      priority: 'none',
      estimate: null,
      labels: [],
      focus_files: [],
      acceptance_criteria: [],
      subtasks: { done: 0, total: 0 },
      message_count: 0,
      agent_id: null,
      depends_on: [],
      needs_attention: null,
      latest_attempt: null,
      archived_at: null,
      version: 1,
    });
    expect(first.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Date.now() - Date.parse(first.created_at as string)).toBeLessThan(60_000);
    expect(second.number).toBe(2);
    expect(second.rank > first.rank).toBe(true);
  });

  it('takes every field and puts it into its normal form', async () => {
    const agent = await board.createAgent();
    const needed = await createId();
    const { status, body } = await board.api.post('/api/tasks', {
      project_id: projectId,
      title: 'All',
      description: 'Why',
      priority: 'high',
      estimate: 2.5,
      labels: [' Good First Issue', 'UI', 'ui'],
      focus_files: ['./src/app.ts', 'docs/**', 'docs/**'],
      acceptance_criteria: [
        'is fast',
        { text: 'is tested', check: { kind: 'command', run: 'npm test', path: 'dropped' } },
        { text: 'is written down', done: true, check: { kind: 'file', path: 'README.md', contains: 'fast' } },
        { text: 'is pretty', check: { kind: 'agent' } },
      ],
      agent_id: agent.id,
      depends_on: [needed],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      priority: 'high',
      estimate: 2.5,
      labels: ['good-first-issue', 'ui'],
      focus_files: ['src/app.ts', 'docs/**'],
      agent_id: agent.id,
      depends_on: [needed],
    });
    const id = expect.any(String) as string;
    expect(body.acceptance_criteria).toEqual([
      { id, text: 'is fast', done: false, check: null, evidence: null },
      { id, text: 'is tested', done: false, check: { kind: 'command', run: 'npm test' }, evidence: null },
      {
        id,
        text: 'is written down',
        done: true,
        check: { kind: 'file', path: 'README.md', contains: 'fast' },
        evidence: null,
      },
      { id, text: 'is pretty', done: false, check: { kind: 'agent' }, evidence: null },
    ]);
    expect(await read(body.id as string)).toEqual(body);
  });

  it('gives every task a number and a rank of its own, also when many come at once', async () => {
    const project = (await board.createProject({ name: 'Busy' })).id as string;
    const made = await Promise.all(Array.from({ length: 20 }, () => board.createTask(project)));
    expect(made.map(({ number }) => number as number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    expect(new Set(made.map(({ rank }) => rank as string)).size).toBe(20);
  });

  it('answers a repeated Idempotency-Key with the same task', async () => {
    const send = () =>
      board.api.post('/api/tasks', { project_id: projectId, title: 'Once' }, { 'Idempotency-Key': 't1' });
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
  });

  it.each([
    ['no title', { title: ' ' }, ['title']],
    ['an unknown property', { status: 'done' }, ['status']],
    ['an unknown priority', { priority: 'asap' }, ['priority']],
    ['a negative estimate', { estimate: -1 }, ['estimate']],
    ['a label that is too long', { labels: ['x'.repeat(41)] }, ['labels']],
    ['too many labels', { labels: Array.from({ length: 21 }, (_, index) => `l${index}`) }, ['labels']],
    ['a path that leaves the repository', { focus_files: ['a/../../b'] }, ['focus_files']],
    ['an absolute path', { focus_files: ['/etc/passwd'] }, ['focus_files']],
    [
      'a criterion without text',
      { acceptance_criteria: ['ok', { text: '' }] },
      ['acceptance_criteria.1.text'],
    ],
    [
      'a check of an unknown kind',
      { acceptance_criteria: [{ text: 'x', check: { kind: 'magic' } }] },
      ['acceptance_criteria.0.check.kind'],
    ],
    [
      'a check without its command',
      { acceptance_criteria: [{ text: 'x', check: { kind: 'command' } }] },
      ['acceptance_criteria.0.check.run'],
    ],
    [
      'a check of a file outside',
      { acceptance_criteria: [{ text: 'x', check: { kind: 'file', path: '../x' } }] },
      ['acceptance_criteria.0.check.path'],
    ],
    ['a dependency that is no id', { depends_on: ['ANT-1'] }, ['depends_on']],
  ])('refuses %s with its path', async (_what, fields, paths) => {
    const { status, body } = await create(fields);
    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(faultsOf(body)).toEqual(paths);
  });

  it("refuses somebody else's agent", async () => {
    const { agentId } = await board.createForeign();
    const { status, body } = await create({ agent_id: agentId });
    expect([status, body.code]).toEqual([422, 'agent.unknown']);
    const id = await createId();
    expect((await board.api.patch(`/api/tasks/${id}`, { agent_id: agentId })).status).toBe(422);
  });
});

describe('changing a task', () => {
  it('changes what is named and leaves the rest', async () => {
    const task = await board.createTask(projectId, { description: 'Why', labels: ['a'], estimate: 3 });
    const { status, body } = await board.api.patch(`/api/tasks/${task.id as string}`, {
      title: 'Renamed',
      estimate: null,
      labels: ['B c'],
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...task,
      title: 'Renamed',
      estimate: null,
      labels: ['b-c'],
      version: 2,
      updated_at: body.updated_at,
    });
  });

  it('refuses a stale version and shows the row as it is', async () => {
    const id = await createId();
    const { body: current } = await board.api.patch(`/api/tasks/${id}`, { title: 'Second', version: 1 });
    const { status, body } = await board.api.patch(`/api/tasks/${id}`, { title: 'Third', version: 1 });
    expect([status, body.code]).toEqual([409, 'task.stale_version']);
    expect(body.current).toEqual(current);
  });

  it('replaces the criteria and keeps the ids, marks and evidence of what stays', async () => {
    const task = await board.createTask(projectId, { acceptance_criteria: ['one', 'two', 'three'] });
    const [one, two, three] = task.acceptance_criteria as { id: string }[];
    const evidence = {
      status: 'passed',
      tree_sha: 'abc',
      stale: false,
      exit_code: 0,
      output_ref: null,
      by: 'server',
      at: '2026-01-01T00:00:00.000Z',
    };
    await board.database.query('update criteria set evidence = $1, done = true where task_id = $2', [
      evidence,
      task.id,
    ]);
    const { body } = await board.api.patch(`/api/tasks/${task.id as string}`, {
      acceptance_criteria: ['three', { id: one!.id, text: 'one, reworded' }, 'new'],
    });
    expect(body.acceptance_criteria).toEqual([
      { id: three!.id, text: 'three', done: true, check: null, evidence },
      { id: one!.id, text: 'one, reworded', done: true, check: null, evidence: null },
      { id: expect.any(String), text: 'new', done: false, check: null, evidence: null },
    ]);
    expect((await board.api.patch(`/api/criteria/${two!.id}`, { done: true })).status).toBe(404);
  });

  it('adds, changes and deletes a single criterion, each a new version of the task', async () => {
    const id = await createId({ acceptance_criteria: ['first'] });
    const added = await board.api.post(`/api/tasks/${id}/criteria`, {
      text: 'second',
      check: { kind: 'command', run: 'true' },
    });
    expect([added.status, added.body]).toMatchObject([201, { text: 'second', done: false }]);
    const url = `/api/criteria/${added.body.id as string}`;
    const changed = await board.api.patch(url, { done: true, check: null });
    expect(changed.body).toEqual({ ...added.body, done: true, check: null });
    expect(await read(id)).toMatchObject({
      version: 3,
      acceptance_criteria: [{ text: 'first' }, changed.body],
    });
    expect((await board.api.delete(url)).status).toBe(204);
    expect((await board.api.delete(url)).body.code).toBe('criterion.not_found');
    expect(await read(id)).toMatchObject({ version: 4, acceptance_criteria: [{ text: 'first' }] });
  });

  it('loses no criterion when many come at once', async () => {
    const id = await createId();
    const texts = Array.from({ length: 12 }, (_, index) => `criterion ${index}`);
    await Promise.all(texts.map((text) => board.api.post(`/api/tasks/${id}/criteria`, { text })));
    const { acceptance_criteria: criteria } = await read(id);
    expect((criteria as { text: string }[]).map(({ text }) => text).sort()).toEqual([...texts].sort());
  });
});

describe('dependencies', () => {
  it('refuses itself, circles and tasks of other projects, and says which', async () => {
    const [a, b, c] = [await createId(), await createId(), await createId()];
    const elsewhere = await createId({}, (await board.createProject()).id as string);
    const depend = (id: string, on: string[]) => board.api.patch(`/api/tasks/${id}`, { depends_on: on });
    expect((await depend(b, [a])).status).toBe(200);
    expect((await depend(c, [b])).status).toBe(200);
    for (const refused of [await depend(a, [c]), await depend(a, [a]), await depend(a, [elsewhere])]) {
      expect([refused.status, refused.body.code]).toEqual([422, 'task.bad_dependency']);
      expect(faultsOf(refused.body)).toEqual(['depends_on']);
    }
    const circle = await depend(a, [c]);
    expect(circle.body.detail).toContain((await read(b)).key);
  });

  it('cannot be made a circle by two changes at once', async () => {
    const [a, b] = [await createId(), await createId()];
    const answers = await Promise.all([
      board.api.patch(`/api/tasks/${a}`, { depends_on: [b] }),
      board.api.patch(`/api/tasks/${b}`, { depends_on: [a] }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  it('end with the task that they name', async () => {
    const a = await createId();
    const b = await createId({ depends_on: [a] });
    expect((await board.api.delete(`/api/tasks/${a}`)).status).toBe(204);
    expect(await read(b)).toMatchObject({ depends_on: [], version: 2 });
  });
});

describe('the board list', () => {
  let project: string;
  const list = async (query: string) =>
    (await board.api.get(`/api/projects/${project}/tasks${query}`)).body as {
      items: { id: string; title: string; status: string; rank: string }[];
      next_cursor: string | null;
    };
  const titles = async (query: string) => (await list(query)).items.map(({ title }) => title).sort();

  beforeAll(async () => {
    const agent = await board.createAgent();
    project = (await board.createProject({ name: 'List' })).id as string;
    await board.createTask(project, { title: 'Alpha 100%', labels: ['Good First Issue'], priority: 'high' });
    await board.createTask(project, { title: 'Beta', description: 'a_b alpha', agent_id: agent.id });
    await board.createTask(project, { title: 'Gamma axb', labels: ['ui'] });
    const delta = await board.createTask(project, { title: 'Delta' });
    await board.api.post(`/api/tasks/${delta.id as string}/move`, { status: 'review' });
    const old = await board.createTask(project, { title: 'Old' });
    await board.api.post(`/api/tasks/${old.id as string}/archive`);
  });

  it('filters by status, label, priority, agent and archive', async () => {
    const { items } = await list('');
    expect(items).toHaveLength(4);
    expect(await titles('?status=review')).toEqual(['Delta']);
    expect(await titles('?status=review,inbox')).toHaveLength(4);
    expect(await titles('?label=good%20first%20issue')).toEqual(['Alpha 100%']);
    expect(await titles('?priority=high')).toEqual(['Alpha 100%']);
    expect(await titles('?archived=true')).toEqual(['Old']);
    const [assigned] = items.filter((item) => item.title === 'Beta') as unknown as { agent_id: string }[];
    expect(await titles(`?agent_id=${assigned!.agent_id}`)).toEqual(['Beta']);
    expect(await titles('?label=ui&status=review')).toEqual([]);
  });

  it('searches title, description and key, with the characters of LIKE as text', async () => {
    expect(await titles('?q=ALPHA')).toEqual(['Alpha 100%', 'Beta']);
    expect(await titles('?q=a_b')).toEqual(['Beta']);
    expect(await titles('?q=100%25')).toEqual(['Alpha 100%']);
    const { key } = (await board.api.get(`/api/projects/${project}`)).body as { key: string };
    expect(await titles(`?q=${key.toLowerCase()}-3`)).toEqual(['Gamma axb']);
    expect(await titles('?q=%233')).toEqual(['Gamma axb']);
  });

  it('pages in the order of the board, each task once', async () => {
    const whole = (await list('?limit=all')).items;
    const sorted = [...whole].sort(
      (a, b) =>
        a.status.localeCompare(b.status) ||
        (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id < b.id ? -1 : 1),
    );
    expect(whole).toEqual(sorted);
    const paged: unknown[] = [];
    for (let cursor = ''; ;) {
      const page = await list(`?limit=1${cursor}`);
      paged.push(...page.items);
      if (page.next_cursor === null) break;
      cursor = `&cursor=${page.next_cursor}`;
    }
    expect(paged).toEqual(whole);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=many', 'limit'],
    ['status=doing', 'status'],
    ['archived=maybe', 'archived'],
    ['agent_id=me', 'agent_id'],
    ['priority=asap', 'priority'],
    ['colour=red', 'colour'],
  ])('refuses ?%s', async (query, at) => {
    const { status, body } = await board.api.get(`/api/projects/${project}/tasks?${query}`);
    expect([status, faultsOf(body)]).toEqual([400, [at]]);
  });

  it('refuses a cursor that it did not give', async () => {
    const { status, body } = await board.api.get(`/api/projects/${project}/tasks?cursor=WyJpbmJveCJd`);
    expect([status, body.code]).toEqual([400, 'request.bad_cursor']);
  });
});

describe('archive', () => {
  it('takes a card off the board and puts it back where it was', async () => {
    const task = await board.createTask(projectId);
    const id = task.id as string;
    const archived = await board.api.post(`/api/tasks/${id}/archive`);
    expect(archived.body).toMatchObject({ archived_at: expect.any(String), version: 2 });
    expect((await board.api.post(`/api/tasks/${id}/archive`)).body).toEqual(archived.body);
    const moved = await board.api.post(`/api/tasks/${id}/move`, { status: 'done' });
    expect([moved.status, moved.body.code]).toEqual([409, 'task.archived']);
    const back = await board.api.post(`/api/tasks/${id}/unarchive`);
    expect(back.body).toMatchObject({ archived_at: null, rank: task.rank, version: 3 });
  });
});

describe('the thread', () => {
  it('sets sender and channel itself, and pages from the oldest', async () => {
    const id = await createId();
    const first = await board.api.post(`/api/tasks/${id}/messages`, { content: 'Which colour?' });
    expect([first.status, first.body]).toMatchObject([
      201,
      { task_id: id, sender_type: 'user', channel: 'api', content: 'Which colour?', reply_to: null },
    ]);
    const second = await board.api.post(`/api/tasks/${id}/messages`, {
      content: 'Red',
      reply_to: first.body.id,
    });
    expect(second.body.reply_to).toBe(first.body.id);
    const page = await board.api.get(`/api/tasks/${id}/messages?limit=1`);
    expect(page.body.items).toEqual([first.body]);
    const rest = await board.api.get(`/api/tasks/${id}/messages?cursor=${page.body.next_cursor as string}`);
    expect(rest.body).toEqual({ items: [second.body], next_cursor: null });
  });

  it('knows the web board by its cookie', async () => {
    const token = new URL(board.server.link).hash.replace('#token=', '');
    const session = await board.api.as({ Origin: board.server.url }).post('/api/session', { token });
    const cookie = session.headers.getSetCookie()[0]!.split(';')[0]!;
    const browser = board.api.as({ Cookie: cookie, Origin: board.server.url });
    const { body } = await browser.post(`/api/tasks/${await createId()}/messages`, { content: 'Hello' });
    expect(body.channel).toBe('web');
  });

  it.each([
    ['no content', {}, 400],
    ['an unknown sender', { content: 'x', sender_type: 'lead' }, 400],
    ['a reply to nothing', { content: 'x', reply_to: randomUUID() }, 422],
  ])('refuses %s', async (_what, message, status) => {
    const answer = await board.api.post(`/api/tasks/${await createId()}/messages`, message);
    expect(answer.status).toBe(status);
  });

  it('refuses a reply across tasks', async () => {
    const { body } = await board.api.post(`/api/tasks/${await createId()}/messages`, { content: 'x' });
    const answer = await board.api.post(`/api/tasks/${await createId()}/messages`, {
      content: 'y',
      reply_to: body.id,
    });
    expect([answer.status, answer.body.code]).toEqual([422, 'message.unknown_reply_to']);
  });
});

describe('stages, attention and ownership', () => {
  it.each(['assign', 'verify', 'review'])('refuses to %s, in solo and in team', async (stage) => {
    const solo = await board.api.post(`/api/tasks/${await createId()}/${stage}`);
    expect([solo.status, solo.body.code]).toEqual([409, 'task.solo']);
    const project = (await board.createProject({ workflow: 'team' })).id as string;
    const team = await board.api.post(`/api/tasks/${await createId({}, project)}/${stage}`);
    expect([team.status, team.body.code]).toEqual([409, 'task.team_unavailable']);
  });

  it('lists what waits for a person, the longest wait first', async () => {
    const [later, sooner] = [await createId(), await createId()];
    const wait = (id: string, since: string) =>
      board.database.query('update tasks set needs_attention = $1 where id = $2', [
        { reason: 'review', since, ref: null },
        id,
      ]);
    await wait(later, '2026-01-02T00:00:00.000Z');
    await wait(sooner, '2026-01-01T00:00:00.000Z');
    const page = async (query: string) => {
      const { body } = await board.api.get(`/api/needs-attention${query}`);
      return { ids: (body.items as { id: string }[]).map(({ id }) => id), next: body.next_cursor as string };
    };
    expect(await page('')).toEqual({ ids: [sooner, later], next: null });
    const first = await page('?limit=1');
    expect(first.ids).toEqual([sooner]);
    expect(await page(`?limit=1&cursor=${first.next}`)).toEqual({ ids: [later], next: null });
    expect((await board.api.get('/api/needs-attention?cursor=nonsense')).status).toBe(400);
  });

  it("hides somebody else's task", async () => {
    const { taskId } = await board.createForeign();
    const criterionId = randomUUID();
    await board.database.query("insert into criteria (id, task_id, position, text) values ($1, $2, 0, 'x')", [
      criterionId,
      taskId,
    ]);
    const url = `/api/tasks/${taskId}`;
    const answers = [
      await board.api.get(url),
      await board.api.patch(url, { title: 'Mine' }),
      await board.api.delete(`${url}?force=true`),
      await board.api.post(`${url}/move`, { status: 'done' }),
      await board.api.post(`${url}/archive`),
      await board.api.post(`${url}/unarchive`),
      await board.api.post(`${url}/criteria`, { text: 'x' }),
      await board.api.get(`${url}/messages`),
      await board.api.post(`${url}/messages`, { content: 'x' }),
      await board.api.post(`${url}/assign`),
    ];
    expect(answers.map(({ status, body }) => [status, body.code as string])).toEqual(
      answers.map(() => [404, 'task.not_found']),
    );
    const changed = await board.api.patch(`/api/criteria/${criterionId}`, { done: true });
    expect([changed.status, changed.body.code]).toEqual([404, 'criterion.not_found']);
    expect((await board.api.delete(`/api/criteria/${criterionId}`)).status).toBe(404);
  });
});

describe('subtasks', () => {
  const title = ({ title: text }: { title?: unknown }) => text;
  const list = async (id: string) =>
    (await board.api.get(`/api/tasks/${id}/subtasks`)).body.items as { id: string; title: string }[];
  const add = (id: string, fields: object) => board.api.post(`/api/tasks/${id}/subtasks`, fields);

  it('are kept in order, changed, moved and deleted, and counted on the card', async () => {
    const id = await createId();
    const first = await add(id, { title: ' Schema ', inputs: 'the old one', test_plan: 'migrate twice' });
    expect(first).toMatchObject({
      status: 201,
      body: {
        task_id: id,
        position: 0,
        title: 'Schema',
        inputs: 'the old one',
        outputs: '',
        test_plan: 'migrate twice',
        status: 'pending',
        thread_id: null,
      },
    });
    for (const text of ['Service', 'Page', 'Words']) await add(id, { title: text });
    const [schema, service, page] = await list(id);
    await board.api.patch(`/api/subtasks/${schema!.id}`, { status: 'done', outputs: 'a migration' });
    const moved = await board.api.patch(`/api/subtasks/${page!.id}`, { position: 0 });
    expect(moved.body).toMatchObject({ position: 0, title: 'Page' });
    expect((await board.api.delete(`/api/subtasks/${service!.id}`)).status).toBe(204);
    expect(await list(id)).toMatchObject([
      { position: 0, title: 'Page' },
      { position: 1, title: 'Schema', status: 'done', outputs: 'a migration' },
      { position: 2, title: 'Words' },
    ]);
    expect(await read(id)).toMatchObject({ subtasks: { done: 1, total: 3 }, version: 8 });
  });

  it('come in pages, lose none of many at once, and a hundred is enough', async () => {
    const id = await createId();
    const made = await Promise.all(
      Array.from({ length: 101 }, (_, index) => add(id, { title: `Part ${index}` })),
    );
    expect(made.filter(({ status }) => status === 201)).toHaveLength(100);
    expect(made.find(({ status }) => status !== 201)?.body.code).toBe('subtask.too_many');
    const first = (await board.api.get(`/api/tasks/${id}/subtasks?limit=60`)).body;
    const url = `/api/tasks/${id}/subtasks?limit=60&cursor=${first.next_cursor as string}`;
    const second = (await board.api.get(url)).body;
    const items = [...(first.items as object[]), ...(second.items as object[])];
    expect(new Set(items.map(title)).size).toBe(100);
    expect(second.next_cursor).toBeNull();
  });

  it.each<[string, object, string]>([
    ['no title', { title: ' ' }, 'title'],
    ['an unknown status', { title: 'x', status: 'merged' }, 'status'],
  ])('are refused with %s', async (_what, fields, path) => {
    const { status, body } = await add(await createId(), fields);
    expect([status, faultsOf(body)]).toEqual([400, [path]]);
  });

  it('answer 404 when there is none', async () => {
    const { body } = await board.api.patch(`/api/subtasks/${randomUUID()}`, { title: 'x' });
    expect(body.code).toBe('subtask.not_found');
  });
});

it('a message is counted on its card', async () => {
  const id = await createId();
  await board.api.post(`/api/tasks/${id}/messages`, { content: 'Hello' });
  expect(await read(id)).toMatchObject({ message_count: 1 });
});
