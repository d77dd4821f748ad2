import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { AppConfig, loadConfig } from '../src/platform/config/app-config.js';
import { poolOf } from '../src/platform/database/pool-of.js';
import { SnakeNamingStrategy } from '../src/platform/database/snake-naming.strategy.js';
import { IdempotencyStore } from '../src/platform/http/idempotency-store.js';
import { Instance } from '../src/platform/instance/instance.js';
import { SealedSecrets } from '../src/platform/secrets/sealed-secrets.service.js';
import { Signals } from '../src/platform/signals/signals.service.js';
import { TasksModule } from '../src/tasks/tasks.module.js';
import { TasksService, type AttemptChange, type LatestAttempt } from '../src/tasks/tasks.service.js';
import { createDatabase, type TestDatabase } from './support/test-database.js';

/** As much of the platform as tasks stand on. */
@Global()
@Module({
  providers: [
    { provide: AppConfig, useValue: loadConfig({}) },
    { provide: Instance, useValue: new Instance(tmpdir(), 'host', '', '0.0.0') },
    { provide: Pool, inject: [DataSource], useFactory: poolOf },
    { provide: SealedSecrets, useValue: new SealedSecrets([]) },
    IdempotencyStore,
    Signals,
  ],
  exports: [AppConfig, Instance, Pool, SealedSecrets, IdempotencyStore, Signals],
})
class Platform {}

let tasks: TasksService;
let dataSource: DataSource;
let signals: Signals;
let database: TestDatabase;
let app: TestingModule;

beforeAll(async () => {
  database = await createDatabase();
  app = await Test.createTestingModule({
    imports: [
      TypeOrmModule.forRoot({
        type: 'postgres',
        url: database.url,
        namingStrategy: new SnakeNamingStrategy(),
        autoLoadEntities: true,
        migrations,
        migrationsRun: true,
      }),
      Platform,
      TasksModule,
    ],
  }).compile();
  await app.init();
  [tasks, dataSource, signals] = [app.get(TasksService), app.get(DataSource), app.get(Signals)];
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

async function makeTask(workflow: 'solo' | 'team', columnLimits: object = {}): Promise<string> {
  const [userId, projectId, taskId] = [randomUUID(), randomUUID(), randomUUID()];
  await dataSource.query('insert into users (id, name) values ($1, $2)', [userId, 'Owner']);
  await dataSource.query(
    `insert into projects (id, owner_id, name, key, repo_url, default_branch, workflow, column_limits)
     values ($1, $2, 'P', 'PRJ', 'https://example.org/x.git', 'main', $3, $4)`,
    [projectId, userId, workflow, columnLimits],
  );
  await dataSource.query(
    `insert into tasks (id, project_id, number, title, rank) values ($1, $2, 7, 'T', 'a0'), ($3, $2, 8, 'T', 'a0')`,
    [taskId, projectId, randomUUID()],
  );
  await dataSource.query(
    `insert into criteria (id, task_id, position, text) values ($1, $3, 1, 'second'), ($2, $3, 0, 'first')`,
    [randomUUID(), randomUUID(), taskId],
  );
  return taskId;
}

const record = async (taskId: string, change: AttemptChange) => {
  const finalize = await dataSource.transaction((manager) => tasks.recordAttemptIn(manager, taskId, change));
  finalize();
  return (await tasks.findResponse(taskId))!;
};

const latest: LatestAttempt = {
  id: randomUUID(),
  number: 1,
  status: 'RUNNING',
  phase: 'agent',
  agent_id: null,
  failure: null,
  closed: null,
  gates: [],
  diff: null,
  cost_usd: null,
  waiting: null,
  open_comments: 0,
  activity: null,
  overlaps: [],
  queued_at: '2026-01-01T00:00:00.000Z',
  started_at: null,
  finished_at: null,
};

it('moves the card as its attempt goes on, and shows the attempt', async () => {
  const id = await makeTask('solo');
  expect(await record(id, { event: 'attempt_running', latestAttempt: latest })).toMatchObject({
    status: 'in_progress',
    latest_attempt: latest,
  });
  const waiting = await record(id, {
    event: 'review_ready',
    headSha: 'abc',
    branchName: 'ak/prj-7',
    needsAttention: { reason: 'review', ref: latest.id },
  });
  expect(waiting).toMatchObject({
    status: 'review',
    branch_name: 'ak/prj-7',
    latest_attempt: latest,
    needs_attention: { reason: 'review', ref: latest.id, since: expect.any(String) },
  });
  expect((await record(id, { event: 'changes_requested' })).status).toBe('in_progress');
  const done = await record(id, { event: 'merged', needsAttention: null, prUrl: 'https://example.org/1' });
  expect(done).toMatchObject({ status: 'done', needs_attention: null, pr_url: 'https://example.org/1' });
  expect((await record(id, { event: 'review_ready' })).status).toBe('done');
});

it('leaves out a move that the team workflow refuses, and keeps the rest of the change', async () => {
  const id = await makeTask('team');
  await record(id, { event: 'attempt_running' });
  const refused = await record(id, { event: 'review_ready', headSha: 'abc', latestAttempt: latest });
  expect(refused).toMatchObject({ status: 'in_progress', latest_attempt: latest });
  await dataSource.query("update tasks set verified_sha = 'abc' where id = $1", [id]);
  expect((await record(id, { event: 'review_ready' })).status).toBe('review');
  expect((await record(id, { event: 'merged' })).status).toBe('review');
});

it('shows what is so, whatever the limit of the column', async () => {
  const id = await makeTask('solo', { in_progress: 1 });
  await dataSource.query(
    `update tasks set status = 'in_progress' where id <> $1 and project_id = (select project_id from tasks where id = $1)`,
    [id],
  );
  expect((await record(id, { event: 'attempt_running' })).status).toBe('in_progress');
});

it('signals after the commit, and nothing when the transaction fails', async () => {
  const id = await makeTask('solo');
  const seen: string[] = [];
  const off = signals.on('task.changed', ({ taskId }) => seen.push(taskId));
  await expect(
    dataSource.transaction(async (manager) => {
      await tasks.recordAttemptIn(manager, id, { event: 'merged' });
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  expect([seen, (await tasks.get(id)).status]).toEqual([[], 'inbox']);
  await record(id, { event: 'merged' });
  off();
  expect(seen).toEqual([id]);
});

it('takes a task that is gone as no error', async () => {
  const finalize = await dataSource.transaction((manager) =>
    tasks.recordAttemptIn(manager, randomUUID(), { event: 'merged' }),
  );
  expect(() => finalize()).not.toThrow();
});

it('loses no report when attempts of one column report at once', async () => {
  const ids = await Promise.all(Array.from({ length: 10 }, () => makeTask('solo')));
  await Promise.all(
    ids.flatMap((id) => [record(id, { event: 'attempt_running' }), record(id, { headSha: id })]),
  );
  for (const id of ids) expect(await tasks.get(id)).toMatchObject({ status: 'in_progress', headSha: id });
});

it('hands over a task with its key and its criteria in order', async () => {
  const task = await tasks.get(await makeTask('solo'));
  expect(task.key).toBe('PRJ-7');
  expect(task.criteria.map(({ text }) => text)).toEqual(['first', 'second']);
});
