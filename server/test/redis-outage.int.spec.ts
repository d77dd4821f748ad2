import { AttemptFixture } from './support/attempt-fixture.js';
import { audit } from './support/audit.js';
import { eventually } from './support/eventually.js';
import { numberedLines } from './support/numbered-lines.js';
import { describeWithRedis, RedisServer } from './support/redis-server.js';
import { settledLines, startInStages } from './support/staged-attempt.js';
import { TcpProxy } from './support/tcp-proxy.js';

describeWithRedis('Redis', () => {
  let redis: RedisServer;
  let proxy: TcpProxy;
  let fixture: AttemptFixture;
  beforeAll(async () => {
    redis = await RedisServer.start();
    proxy = await TcpProxy.to(redis.url);
    fixture = await AttemptFixture.start({ REDIS_URL: proxy.through(redis.url) });
  });
  afterAll(async () => {
    await fixture.stop();
    await proxy.close();
    await redis.stop();
  });

  const readyIs = (status: number) =>
    eventually(async () => (await fixture.api.get('/readyz')).status === status, `/readyz ${status}`, 40_000);

  it.each<[string, () => Promise<void> | void, () => Promise<void> | void]>([
    ['forgets everything', () => redis.run('flushall'), () => undefined],
    ['is killed and started again', () => redis.kill(), () => redis.start()],
    ['cuts its connections', () => proxy.cut(), () => proxy.restore()],
    ['neither hears nor says anything', () => proxy.swallow(), () => proxy.restore()],
  ])('that %s loses nothing', async (_what, breakIt, mend) => {
    const first = await startInStages(fixture);
    await breakIt();
    await first.goOn();
    const second = await fixture.start({ agent: "seq -f 'line %.0f' 1 100" }); // nobody is woken up for it
    await mend();
    await readyIs(200);
    expect(await settledLines(fixture, second.id)).toEqual(numberedLines(100));
    await first.goOn();
    first.finish();
    expect(await settledLines(fixture, first.id)).toEqual(numberedLines(900));
    const { databaseUrl, dataDir } = fixture.server;
    expect(await audit({ databaseUrl: databaseUrl!, dataDir })).toEqual([]);
  });

  it('that is away is named by /readyz, and nothing of the API waits for it', async () => {
    proxy.cut();
    await readyIs(503);
    const { checks } = (await fixture.api.get('/readyz')).body as { checks: unknown[] };
    expect(checks).toContainEqual({ name: 'queue', ok: false, detail: 'no connection to Redis' });
    expect((await fixture.api.get('/api/projects')).status).toBe(200);
    proxy.restore();
    await readyIs(200);
  });
});
