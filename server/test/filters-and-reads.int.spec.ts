import { randomUUID } from 'node:crypto';
import { newId } from '../src/platform/database/new-id.js';
import { startBoard, type Board } from './support/board.js';

let board: Board;
beforeAll(async () => {
  board = await startBoard();
});
afterAll(() => board.stop());

const newProject = async () => (await board.createProject()).id as string;
const faultsOf = (body: { errors?: { path: string }[] }) => (body.errors ?? []).map(({ path }) => path);

describe('saved filters', () => {
  const save = (project: string, name: string, query: object = {}) =>
    board.api.post(`/api/projects/${project}/filters`, { name, query });
  const namesOf = async (project: string) => {
    const { body } = await board.api.get(`/api/projects/${project}/filters`);
    const items = body.items as { name: string; position: number }[];
    expect(items.map(({ position }) => position)).toEqual(items.map((_, index) => index));
    return items.map(({ name }) => name);
  };

  it('are kept for one project, with what they ask, in the order in which they were saved', async () => {
    const [here, elsewhere] = [await newProject(), await newProject()];
    const agent = randomUUID();
    const query = { q: 'queue', label: 'bug', status: 'review', agent, priority: 'high', is: 'needs_you' };
    const { status, body } = await save(here, '  Mine to review ', query);
    expect([status, body]).toEqual([
      201,
      { id: expect.any(String) as string, project_id: here, name: 'Mine to review', query, position: 0 },
    ]);
    await save(here, 'Stale', { is: 'stale' });
    expect(await namesOf(here)).toEqual(['Mine to review', 'Stale']);
    expect(await namesOf(elsewhere)).toEqual([]);
  });

  it('are renamed, changed, moved and deleted, and leave no gap', async () => {
    const project = await newProject();
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c']) ids.push((await save(project, name)).body.id as string);
    const [a, b] = ids as [string, string];
    const changed = await board.api.patch(`/api/filters/${a}`, {
      name: 'A',
      query: { q: 'x' },
      position: 50,
    });
    expect(changed.body).toMatchObject({ name: 'A', query: { q: 'x' }, position: 2 });
    expect(await namesOf(project)).toEqual(['b', 'c', 'A']);
    expect((await board.api.delete(`/api/filters/${b}`)).status).toBe(204);
    expect(await namesOf(project)).toEqual(['c', 'A']);
    expect((await board.api.delete(`/api/filters/${b}`)).body.code).toBe('filter.not_found');
  });

  it('refuse what no board can be asked, and a name that is taken', async () => {
    const project = await newProject();
    const wrong = await save(project, ' ', { status: 'lost', agent: 'Ada', is: 'late', other: 1, q: '' });
    expect([wrong.status, new Set(faultsOf(wrong.body))]).toEqual([
      400,
      new Set(['name', 'query.status', 'query.agent', 'query.is', 'query.other', 'query.q']),
    ]);
    await save(project, 'Bugs');
    const second = (await save(project, 'Others')).body.id as string;
    expect((await save(project, 'bugs')).body).toMatchObject({ status: 409, code: 'filter.name_taken' });
    const renamed = await board.api.patch(`/api/filters/${second}`, { name: 'BUGS' });
    expect([renamed.status, renamed.body.code]).toEqual([409, 'filter.name_taken']);
    expect(await namesOf(project)).toEqual(['Bugs', 'Others']);
  });

  it('are at most fifty, also when many come at once', async () => {
    const project = await newProject();
    const answers = await Promise.all(Array.from({ length: 52 }, (_, n) => save(project, `n ${n}`)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(50);
    expect(answers.find(({ status }) => status !== 201)?.body.code).toBe('filter.too_many');
    expect(await namesOf(project)).toHaveLength(50);
  });
});

describe('unread messages', () => {
  const say = async (taskId: string, sender: string) => {
    const id = newId();
    await board.database.query(
      `insert into messages (id, task_id, sender_type, channel, content) values ($1, $2, $3, 'web', 'x')`,
      [id, taskId, sender],
    );
    return id;
  };
  const unreadOf = async (project: string) =>
    (await board.api.get(`/api/projects/${project}/unread`)).body.items as object[];
  const read = (taskId: string, messageId: string) =>
    board.api.put(`/api/tasks/${taskId}/read`, { message_id: messageId });

  it('are those of others after the last one read, which never goes back', async () => {
    const project = await newProject();
    const [talked, silent] = await Promise.all([board.createTask(project), board.createTask(project)]);
    const [task, other] = [talked.id as string, silent.id as string];
    await board.api.post(`/api/tasks/${task}/messages`, { content: 'my own' });
    await board.api.post(`/api/tasks/${other}/messages`, { content: 'my own' });
    expect(await unreadOf(project)).toEqual([]);
    const first = await say(task, 'lead');
    const second = await say(task, 'system');
    expect(await unreadOf(project)).toEqual([{ task_id: task, count: 2 }]);
    expect((await read(task, first)).status).toBe(204);
    expect(await unreadOf(project)).toEqual([{ task_id: task, count: 1 }]);
    await read(task, second);
    await read(task, first);
    expect(await unreadOf(project)).toEqual([]);
    await say(task, 'dev');
    expect(await unreadOf(project)).toEqual([{ task_id: task, count: 1 }]);
    await board.api.post(`/api/tasks/${task}/archive`);
    expect(await unreadOf(project)).toEqual([]);
  });

  it('are marked by a message of the same thread only', async () => {
    const project = await newProject();
    const [one, two] = await Promise.all([board.createTask(project), board.createTask(project)]);
    const message = await say(one.id as string, 'lead');
    const { status, body } = await read(two.id as string, message);
    expect([status, body.code, faultsOf(body)]).toEqual([422, 'message.not_of_task', ['message_id']]);
    expect((await read(one.id as string, 'x')).status).toBe(400);
  });
});
