import { Queue } from 'bullmq';
import { ATTEMPT_QUEUE } from '../src/attempts/leases/attempt-queue.js';
import { newId } from '../src/platform/database/new-id.js';
import { connectPostgresQueue } from '../src/platform/queue/queue-backend.js';
import { RunnerHandle } from '../src/platform/runner-client/runner-handle.js';
import { AttemptFixture } from './support/attempt-fixture.js';
import { audit } from './support/audit.js';
import { eventually } from './support/eventually.js';
import { numberedLines } from './support/numbered-lines.js';
import { untilPrinted } from './support/run-fixture.js';
import { settledLines, startInStages } from './support/staged-attempt.js';
import { TcpProxy } from './support/tcp-proxy.js';

let proxy: TcpProxy;
let fixture: AttemptFixture;
beforeAll(async () => {
  const databaseThrough = async (url: string): Promise<string> => {
    proxy = await TcpProxy.to(url);
    return proxy.through(url);
  };
  // The queue is in this database, too.
  fixture = await AttemptFixture.start({ REDIS_URL: '' }, { databaseThrough });
});
afterEach(() => proxy.restore());
afterAll(async () => {
  await fixture.stop();
  await proxy.close();
});

const readFence = async (id: string): Promise<number> =>
  (await fixture.query<{ fence: number }>('select fence::int from attempts where id = $1', [id]))[0]!.fence;

const leaseRunsOut = (id: string) =>
  fixture.query(`update attempts set lease_expires_at = now() - interval '1 minute' where id = $1`, [id]);

const auditAll = () => audit({ databaseUrl: fixture.server.databaseUrl!, dataDir: fixture.server.dataDir });

describe('a database that', () => {
  it.each<['cut' | 'swallow', string]>([
    ['cut', 'cuts all connections'],
    ['swallow', 'no byte reaches or leaves'],
  ])('is away (%s: %s) longer than a lease loses nothing and holds nobody up', async (fault) => {
    const { id, goOn, finish } = await startInStages(fixture);
    const reader = fixture.follow(id);
    await reader.untilPrinted('line 300');
    proxy[fault]();
    await leaseRunsOut(id);
    await goOn(); // the agent does not notice
    const asked = performance.now();
    const answer = await fixture.api.get(`/api/attempts/${id}`);
    expect(answer).toMatchObject({
      status: 503,
      body: { code: 'database.away', hint: expect.stringContaining('/readyz') },
    });
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(performance.now() - asked).toBeLessThan(20_000);
    expect(await reader.ended).toMatchObject({ code: 1013 });
    expect((await fixture.api.get('/readyz')).body).toMatchObject({
      ok: false,
      checks: [
        { name: 'database', ok: false },
        { name: 'queue', ok: false },
        { name: 'disk', ok: true },
      ],
    });
    await expect(fixture.follow(id).ended).rejects.toThrow('503'); // before the upgrade: it comes back
    proxy.restore();
    await goOn();
    finish();
    expect(await settledLines(fixture, id)).toEqual(numberedLines(900));
    expect(await auditAll()).toEqual([]);
  });

  it('ends its connections twenty times while five agents print loses and doubles nothing', async () => {
    const agent = 'for i in $(seq 400); do echo "line $i"; sleep 0.01; done';
    const attempts = await Promise.all([1, 2, 3, 4, 5].map(() => fixture.start({ agent })));
    for (let round = 0; round < 20; round += 1) {
      await fixture.query(
        `select pg_terminate_backend(pid, 1000) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
      );
    }
    for (const { id } of attempts) expect(await settledLines(fixture, id)).toEqual(numberedLines(400));
    expect(await auditAll()).toEqual([]);
  });
});

describe('an attempt', () => {
  it('whose job is delivered thrice is worked on once', async () => {
    const { id, goOn, finish } = await startInStages(fixture);
    const fence = await readFence(id);
    const backend = await connectPostgresQueue(fixture.server.databaseUrl!);
    const queue = new Queue(ATTEMPT_QUEUE, { connection: backend.connection });
    try {
      for (const job of ['again', 'once-more']) await queue.add('look', { attemptId: id }, { jobId: job });
      const jobs = async () => (await queue.getJobCounts('waiting', 'active'))['active'] ?? 0;
      await eventually(async () => (await jobs()) === 1, 'the others to be done');
    } finally {
      await queue.close();
      await backend.close();
    }
    expect(await readFence(id)).toBe(fence);
    await goOn();
    await goOn();
    finish();
    expect(await settledLines(fixture, id)).toEqual(numberedLines(900));
    expect(await auditAll()).toEqual([]);
  });

  it('that another worker took while this server was stopped is left alone until that one is gone', async () => {
    const { id, goOn, finish } = await startInStages(fixture);
    process.kill(fixture.server.pid, 'SIGSTOP');
    const [taken] = await fixture.query<{ fence: number; runId: string; token: string; directory: string }>(
      `update attempts set fence = fence + 1, lease_owner = $2, lease_expires_at = now() + interval '1 hour'
       from runs where attempts.id = $1 and runs.attempt_id = $1
       returning fence::int, runs.id as "runId", token, directory`,
      [id, newId()],
    );
    const { runId, token, directory, fence } = taken!;
    const other = new RunnerHandle({ runId, token, runDirectory: directory }, fence);
    await goOn();
    process.kill(fixture.server.pid, 'SIGCONT');
    await untilPrinted(other, 'line 600');
    const owner = fixture.query<{ seq: number }>('select last_seq as seq from attempts where id = $1', [id]);
    const { seq } = (await owner)[0]!;
    await goOn();
    await untilPrinted(other, 'line 900');
    expect((await fixture.attempt(id)).last_seq).toBe(seq);
    expect(await readFence(id)).toBe(fence);
    await leaseRunsOut(id);
    finish();
    expect(await settledLines(fixture, id)).toEqual(numberedLines(900));
    expect(await readFence(id)).toBeGreaterThan(fence);
    expect(await auditAll()).toEqual([]);
  });
});
