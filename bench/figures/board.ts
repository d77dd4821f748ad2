import pg from 'pg';
import { TASK_STATUSES } from '../../server/src/contracts/task-status.js';
import { TASK_COLUMNS, TASK_TABLES } from '../../server/src/tasks/task-json.js';
import { fillBoard } from '../fill-board.js';
import { atMost, type Figure } from '../figure.js';
import { compare, measurePairs, timed } from '../pairs.js';
import { request } from '../request.js';

const TASKS = 10_000;
const FIRST = 50;

/** PostgreSQL's own way, in one value; its columns are those of the API, so that both tell the same. */
const BY_POSTGRESQL = `select json_agg(x)::text as board from (
  select ${TASK_COLUMNS} from ${TASK_TABLES}
  where t.project_id = $1 and t.archived_at is null order by t.status, t.rank, t.id) x`;

export const board: Figure = {
  name: `board of ${TASKS.toLocaleString('en')} tasks`,
  limit: 'PostgreSQL building the JSON itself',
  async measure(stage) {
    const fixture = await stage.fixture();
    const { server } = fixture;
    const { id } = await fixture.createProject({ local_path: fixture.repository() });
    const database = new pg.Pool({ connectionString: server.databaseUrl ?? '', max: 1 });
    await fillBoard(database, id, TASKS);
    const tasks = `/api/projects/${id}/tasks`;
    const whole = () => request(server, 'GET', `${tasks}?limit=all`);
    const columns = () =>
      Promise.all(
        TASK_STATUSES.map((status) => request(server, 'GET', `${tasks}?limit=${FIRST}&status=${status}`)),
      );
    const pairs = await measurePairs(
      async () => ({ whole: await timed(whole), columns: await timed(columns) }),
      () => timed(() => database.query(BY_POSTGRESQL, [id])),
    );
    const { items } = JSON.parse(await whole()) as { items: unknown[] };
    if (items.length !== TASKS) throw new Error(`The board has ${items.length} tasks`);
    await database.end();
    const shared = { unit: 'ms', limit: (ms: number) => ms };
    return [
      compare(pairs, {
        ...shared,
        what: `board of ${TASKS.toLocaleString('en')} tasks: whole`,
        target: atMost(1.5),
        product: (sample) => sample.whole,
      }),
      compare(pairs, {
        ...shared,
        what: `board of ${TASKS.toLocaleString('en')} tasks: first ${FIRST} a column`,
        target: atMost(0.15),
        product: (sample) => sample.columns,
      }),
    ];
  },
};
