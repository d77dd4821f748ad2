import { randomUUID } from 'node:crypto';
import { startBoard, type Board } from './support/board.js';

interface Card {
  id: string;
  status: string;
  rank: string;
  version: number;
}

let board: Board;
beforeAll(async () => {
  board = await startBoard();
});
afterAll(() => board.stop());

const project = async (fields: object = {}) =>
  (await board.createProject({ name: 'Moves', ...fields })).id as string;
const move = (id: string, body: object) => board.api.post(`/api/tasks/${id}/move`, body);
const column = async (projectId: string, status: string) => {
  const { body } = await board.api.get(`/api/projects/${projectId}/tasks?limit=all&status=${status}`);
  return body.items as Card[];
};
const order = async (projectId: string, status: string) =>
  (await column(projectId, status)).map(({ id }) => id);

/** A project with this many cards in review, in the order of their ids in the answer. */
async function reviewColumn(count: number, fields: object = {}) {
  const projectId = await project(fields);
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { id } = await board.createTask(projectId);
    await move(id as string, { status: 'review', index });
    ids.push(id as string);
  }
  return { projectId, ids };
}

describe('placing a card', () => {
  it('goes below, above, to an index, or to the top', async () => {
    const { projectId, ids } = await reviewColumn(3);
    const [a, b, c] = ids as [string, string, string];
    const d = (await board.createTask(projectId)).id as string;
    const at = async (body: object) => {
      expect((await move(d, { status: 'review', ...body })).status).toBe(200);
      return (await order(projectId, 'review')).indexOf(d);
    };
    expect(await order(projectId, 'review')).toEqual([a, b, c]);
    expect(await at({ after_id: a })).toBe(1);
    expect(await at({ after_id: c })).toBe(3);
    expect(await at({ before_id: a })).toBe(0);
    expect(await at({ before_id: c })).toBe(2);
    expect(await at({ after_id: b, before_id: c })).toBe(2);
    expect(await at({ index: 0 })).toBe(0);
    expect(await at({ index: 2 })).toBe(2);
    expect(await at({ index: 99 })).toBe(3);
    expect(await at({})).toBe(0);
    expect(await order(projectId, 'review')).toEqual([d, a, b, c]);
  });

  it('answers the card as it is then, and counts its version', async () => {
    const task = await board.createTask(await project());
    const { body } = await move(task.id as string, { status: 'done', version: 1 });
    expect(body).toEqual({
      ...task,
      status: 'done',
      rank: body.rank,
      version: 2,
      updated_at: body.updated_at,
    });
    expect((await board.api.get(`/api/tasks/${task.id as string}`)).body).toEqual(body);
    const stale = await move(task.id as string, { status: 'inbox', version: 1 });
    expect([stale.status, stale.body.code]).toEqual([409, 'task.stale_version']);
    expect(stale.body.current).toEqual(body);
  });

  it('goes on when the neighbour has left the column meanwhile', async () => {
    const { projectId, ids } = await reviewColumn(2);
    const [a, b] = ids as [string, string];
    const c = (await board.createTask(projectId)).id as string;
    await move(a, { status: 'done' });
    expect((await move(c, { status: 'review', after_id: a, before_id: b })).status).toBe(200);
    expect(await order(projectId, 'review')).toEqual([c, b]);
    expect((await move(c, { status: 'review', after_id: a })).status).toBe(200);
    expect(await order(projectId, 'review')).toEqual([c, b]);
  });

  it.each([
    ['an unknown status', { status: 'doing' }, 400, 'status'],
    ['no status', {}, 400, 'status'],
    ['an index and a neighbour', { status: 'done', index: 0, after_id: 'RANDOM' }, 400, 'index'],
    ['a negative index', { status: 'done', index: -1 }, 400, 'index'],
    ['an unknown property', { status: 'done', position: 1 }, 400, 'position'],
    ['a neighbour that is nowhere', { status: 'done', after_id: 'RANDOM' }, 422, 'after_id'],
    ['a neighbour that is itself', { status: 'done', before_id: 'SELF' }, 422, 'before_id'],
    ['a column that solo has not', { status: 'assigned' }, 422, 'status'],
  ])('refuses %s', async (_what, body, status, path) => {
    const { id } = await board.createTask(await project());
    const text = JSON.stringify(body)
      .replace('RANDOM', randomUUID())
      .replace('SELF', id as string);
    const answer = await move(id as string, JSON.parse(text) as object);
    expect(answer.status).toBe(status);
    expect(answer.body.errors[0].path).toBe(path);
    expect(answer.body.hint).toEqual(expect.any(String));
  });

  it('refuses a neighbour of another project', async () => {
    const foreign = (await board.createTask(await project())).id as string;
    const { id } = await board.createTask(await project());
    const { status, body } = await move(id as string, { status: 'inbox', after_id: foreign });
    expect([status, body.code]).toEqual([422, 'task.unknown_neighbour']);
  });
});

describe('many movers at once', () => {
  it('lose no card and no move, wherever they go', async () => {
    const { projectId, ids } = await reviewColumn(10);
    const rounds = 5;
    const movers = ids.map(async (id, mover) => {
      for (let round = 0; round < rounds; round += 1) {
        const neighbour = ids[(mover * 7 + round * 3 + 1) % ids.length]!;
        const place = neighbour === id ? { index: round } : { after_id: neighbour };
        const { status } = await move(id, { status: 'review', ...place });
        expect(status).toBe(200);
      }
    });
    await Promise.all(movers);
    const cards = await column(projectId, 'review');
    expect(cards.map(({ id }) => id).sort()).toEqual([...ids].sort());
    // 1 made it, 1 put it into the column; drawing ties apart may add to that.
    expect(cards.every(({ version }) => version >= 2 + rounds)).toBe(true);
  });

  it('into one gap: all arrive there, and the next card still fits between any two of them', async () => {
    const { projectId, ids } = await reviewColumn(2);
    const [top, bottom] = ids as [string, string];
    const movers = await Promise.all(
      Array.from({ length: 10 }, async () => (await board.createTask(projectId)).id as string),
    );
    const answers = await Promise.all(movers.map((id) => move(id, { status: 'review', after_id: top })));
    expect(answers.map(({ status }) => status)).toEqual(movers.map(() => 200));
    const between = await order(projectId, 'review');
    expect(between.slice(1, -1).sort()).toEqual([...movers].sort());
    expect([between[0], between.at(-1)]).toEqual([top, bottom]);

    for (const neighbour of between.slice(0, -1)) {
      const { id } = await board.createTask(projectId);
      await move(id as string, { status: 'review', after_id: neighbour });
      const now = await order(projectId, 'review');
      expect(now[now.indexOf(neighbour) + 1]).toBe(id);
      expect(now.filter((one) => between.includes(one))).toEqual(between);
    }
  });

  it('draws cards of one rank apart without changing their order', async () => {
    const { projectId, ids } = await reviewColumn(5);
    const tied = ids.slice(1, 4);
    const first = (await column(projectId, 'review')).find(({ id }) => id === tied[0])!;
    await board.database.query('update tasks set rank = $1 where id = any($2)', [first.rank, tied]);
    const before = await order(projectId, 'review');
    const { id } = await board.createTask(projectId);
    await move(id as string, { status: 'review', after_id: before[2] });
    const after = await order(projectId, 'review');
    expect(after).toEqual([...before.slice(0, 3), id, ...before.slice(3)]);
    expect(new Set((await column(projectId, 'review')).map(({ rank }) => rank)).size).toBe(6);
  });

  it('numbers a column afresh where the ranks have become long or strange', async () => {
    const { projectId, ids } = await reviewColumn(3);
    const [a, b, c] = ids as [string, string, string];
    for (const rank of [`a0${'V'.repeat(70)}`, 'a0000']) {
      await board.database.query('update tasks set rank = $1 where id = $2', [rank, a]);
      const before = await order(projectId, 'review');
      const { id } = await board.createTask(projectId);
      expect((await move(id as string, { status: 'review', after_id: a })).status).toBe(200);
      const now = await order(projectId, 'review');
      expect(now.filter((one) => before.includes(one))).toEqual(before);
      expect(now[now.indexOf(a) + 1]).toBe(id);
    }
    const cards = await column(projectId, 'review');
    expect(cards.every(({ rank }) => rank.length < 10)).toBe(true);
    expect([b, c].every((id) => cards.some((card) => card.id === id))).toBe(true);
  });
});

describe('column limits', () => {
  it('refuse one card too many, but not moves within the column', async () => {
    const { projectId, ids } = await reviewColumn(2, { column_limits: { review: 2 } });
    const { id } = await board.createTask(projectId);
    const { status, body } = await move(id as string, { status: 'review' });
    expect([status, body.code]).toEqual([409, 'task.column_full']);
    expect(body).toMatchObject({ status: 409, limit: 2, hint: expect.any(String) });
    expect((await move(ids[0]!, { status: 'review', after_id: ids[1] })).status).toBe(200);
    await move(ids[1]!, { status: 'done' });
    expect((await move(id as string, { status: 'review' })).status).toBe(200);
  });

  it('hold when ten come at once', async () => {
    const projectId = await project({ column_limits: { review: 3, inbox: 10 } });
    const ids = await Promise.all(
      Array.from({ length: 10 }, async () => (await board.createTask(projectId)).id as string),
    );
    const answers = await Promise.all(ids.map((id) => move(id, { status: 'review' })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(await order(projectId, 'review')).toHaveLength(3);
  });

  it('hold for new cards and for cards that come back from the archive', async () => {
    const projectId = await project({ column_limits: { inbox: 1 } });
    const first = (await board.createTask(projectId)).id as string;
    const refused = await board.api.post(`/api/projects/${projectId}/tasks`, { title: 'Second' });
    expect([refused.status, refused.body.code]).toEqual([409, 'task.column_full']);
    await board.api.post(`/api/tasks/${first}/archive`);
    await board.createTask(projectId);
    const back = await board.api.post(`/api/tasks/${first}/unarchive`);
    expect([back.status, back.body.code]).toEqual([409, 'task.column_full']);
  });
});

describe('the guards of the team workflow', () => {
  it('hold for moves by hand, each with its code', async () => {
    const projectId = await project({ workflow: 'team' });
    const { id } = await board.createTask(projectId);
    const set = (columns: string) => board.database.query(`update tasks set ${columns} where id = $1`, [id]);
    const to = async (status: string) => {
      const answer = await move(id as string, { status });
      return answer.status === 200
        ? (answer.body.status as string)
        : [answer.status, answer.body.code as string];
    };
    expect(await to('assigned')).toEqual([409, 'task.guard.no_criteria']);
    await board.api.post(`/api/tasks/${id as string}/criteria`, { text: 'works' });
    expect(await to('assigned')).toBe('assigned');
    expect(await to('in_progress')).toBe('in_progress');

    expect(await to('review')).toEqual([409, 'task.guard.not_verified']);
    await set("head_sha = 'b', verified_sha = 'a'");
    expect(await to('review')).toEqual([409, 'task.guard.not_verified']);
    await set("verified_sha = 'b'");
    expect(await to('review')).toBe('review');

    expect(await to('done')).toEqual([409, 'task.guard.not_reviewed']);
    await set("reviewed_sha = 'b'");
    expect(await to('done')).toBe('done');
    await set("head_sha = 'c'");
    expect((await move(id as string, { status: 'done', index: 0 })).status).toBe(200);
    expect(await to('inbox')).toBe('inbox');
  });

  it('do not hold in solo', async () => {
    const { id } = await board.createTask(await project());
    for (const status of ['done', 'review', 'in_progress', 'inbox']) {
      expect((await move(id as string, { status })).body.status).toBe(status);
    }
  });
});
