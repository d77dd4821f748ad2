import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { AttemptFixture, type Started } from './support/attempt-fixture.js';
import { eventually } from './support/eventually.js';

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start();
});
afterAll(() => fixture.stop());

it.each([
  ['project', ({ project }: Started) => `/api/projects/${project.id}?force=true`],
  ['task', ({ task }: Started) => `/api/tasks/${task.id}?force=true`],
])('a %s is deleted after what an attempt of it just then writes to its card', async (_, path) => {
  const run = await fixture.run({ agent: 'true' });
  const client = new pg.Client({ connectionString: fixture.server.databaseUrl! });
  await client.connect();
  try {
    // In the order of whoever writes to a card: the attempt first, then the task.
    await client.query('begin');
    await client.query('select 1 from attempts where id = $1 for update', [run.id]);
    const deleting = fixture.api.delete(path(run));
    await eventually(isBlocked, 'the deletion to wait');
    await client.query('update tasks set updated_at = now() where id = $1', [run.task.id]);
    await client.query('commit');
    expect((await deleting).status).toBe(204);
  } finally {
    await client.end();
  }
});

async function isBlocked(): Promise<boolean> {
  const waiting = await fixture.query(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return waiting.length > 0;
}
