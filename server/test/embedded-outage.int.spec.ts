import { chmodSync, chownSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePostgresAccount } from '../src/platform/database/embedded/postgres-account.js';
import { identifyProcess, isAlive } from '../src/platform/process/process-identity.js';
import { AttemptFixture } from './support/attempt-fixture.js';
import { audit } from './support/audit.js';
import { EmbeddedCluster } from './support/embedded-cluster.js';
import { eventually } from './support/eventually.js';
import { numberedLines } from './support/numbered-lines.js';
import { describeWithSmallDisk, mountSmallDisk, type SmallDisk } from './support/small-disk.js';
import { settledLines, startInStages } from './support/staged-attempt.js';

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('the embedded PostgreSQL', () => {
  let fixture: AttemptFixture;
  let cluster: EmbeddedCluster;
  beforeAll(async () => {
    fixture = await AttemptFixture.start({}, { embedded: true });
    cluster = new EmbeddedCluster(fixture.server.dataDir);
  });
  afterAll(() => fixture.stop());

  it.each(['postmaster', 'backend', 'supervisor'] as const)(
    'whose %s is killed while agents print loses nothing',
    async (victim) => {
      const { id, goOn, finish } = await startInStages(fixture);
      const printing = await fixture.start({
        agent: 'for i in $(seq 300); do echo "line $i"; sleep 0.01; done',
      });
      await fixture.follow(printing.id).untilPrinted('line 20');
      const killed = identifyProcess(cluster[victim])!;
      process.kill(killed.pid, 'SIGKILL');
      await goOn();
      await eventually(() => !isAlive(killed), 'its end');
      await goOn();
      finish();
      expect(await settledLines(fixture, printing.id)).toEqual(numberedLines(300));
      expect(await settledLines(fixture, id)).toEqual(numberedLines(900));
      expect(await audit({ databaseUrl: cluster.url, dataDir: fixture.server.dataDir })).toEqual([]);
    },
  );

  it('that is killed while the server starts ends the start or not, and the next one finds everything', async () => {
    const { id } = await fixture.run({ agent: 'echo hello' });
    await fixture.server.kill('SIGTERM');
    const starting = fixture.server.restart().catch((error: unknown) => error);
    await eventually(() => cluster.isRunning(), 'PostgreSQL');
    process.kill(cluster.postmaster, 'SIGKILL');
    const failure = await starting;
    if (failure) await fixture.server.restart();
    expect(await fixture.attempt(id)).toMatchObject({ status: 'REVIEW_READY' });
  });
});

describeWithSmallDisk('the disk of the embedded PostgreSQL', () => {
  let disk: SmallDisk;
  let fixture: AttemptFixture;
  beforeAll(async () => {
    disk = mountSmallDisk('256m');
    chmodSync(disk.path, 0o755);
    const folder = join(disk.path, 'cluster');
    mkdirSync(folder, { mode: 0o700 });
    const account = choosePostgresAccount();
    if (account) chownSync(folder, account.uid, account.gid);
    const dataDir = mkdtempSync(join(tmpdir(), 'antfarm-test-'));
    writeFileSync(join(dataDir, 'postgres-location'), `${folder}\n`);
    fixture = await AttemptFixture.start({}, { embedded: true, dataDir });
  });
  afterAll(async () => {
    await fixture.stop();
    disk.unmount();
  });

  it('may be full while an agent prints: its output waits, and is stored when there is room', async () => {
    const [before, after] = [fixture.unique('agent'), fixture.unique('agent')];
    const lines = 40_000;
    const { id } = await fixture.start({
      agent: `${fixture.meeting.wait(before)}; seq -f 'line %.0f' 1 ${lines}; ${fixture.meeting.wait(after)}`,
    });
    await fixture.meeting.arrival(before);
    await disk.fill();
    fixture.meeting.letGo(before);
    await fixture.meeting.arrival(after); // the agent does not notice
    const isRefused = async () =>
      (await fixture.api.post('/api/tokens', { name: 'x'.repeat(90) })).status === 503;
    await eventually(isRefused, 'the full disk', 60_000);
    disk.makeRoom();
    fixture.meeting.letGo(after);
    expect(await settledLines(fixture, id)).toEqual(numberedLines(lines));
    const { url } = new EmbeddedCluster(fixture.server.dataDir);
    expect(await audit({ databaseUrl: url, dataDir: fixture.server.dataDir })).toEqual([]);
  });
});
