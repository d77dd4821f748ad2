import { join } from 'node:path';
import { removeTree } from '../src/platform/storage/remove-tree.js';
import { AttemptFixture } from './support/attempt-fixture.js';
import { audit } from './support/audit.js';
import { git, removeFolder, temporaryFolder } from './support/git-fixture.js';
import { KillPoints } from './support/kill-points.js';
import { describeWithSmallDisk, mountSmallDisk, type SmallDisk } from './support/small-disk.js';

describeWithSmallDisk('a full disk', () => {
  const folder = temporaryFolder();
  const points = new KillPoints(folder);
  let disk: SmallDisk;
  let fixture: AttemptFixture;
  beforeAll(async () => {
    disk = mountSmallDisk('160m');
    fixture = await AttemptFixture.start(points.env, { dataDir: join(disk.path, 'data') });
  });
  afterAll(async () => {
    disk.makeRoom();
    await fixture.stop().finally(() => disk.unmount());
    removeFolder(folder);
  });

  afterEach(() => disk.makeRoom());

  const auditAll = () => audit({ databaseUrl: fixture.server.databaseUrl!, dataDir: fixture.server.dataDir });
  const readiness = () => fixture.api.get('/readyz');

  it.each(['preparing.fetched', 'snapshot.begun', 'gates.begun', 'collecting.begun'] as const)(
    'at %s fails the attempt with its reason, and the next one works',
    async (checkpoint) => {
      points.arm(checkpoint, 'SIGSTOP');
      const { id, task, repository } = await fixture.start({
        agent: 'head -c 200000 /dev/urandom >new.bin; seq 1 1000',
        project: { commands: { test: 'test -f new.bin' } },
      });
      await points.reached();
      await disk.fill();
      process.kill(fixture.server.pid, 'SIGCONT');
      expect(await fixture.settled(id)).toMatchObject({
        status: 'FAILED',
        failure: { reason: 'disk_full', retryable: true },
      });
      expect(await readiness()).toMatchObject({ status: 503 });
      disk.makeRoom();
      expect(await readiness()).toMatchObject({ status: 200 });
      const next = await fixture.startAttempt(task.id);
      expect(await fixture.settled(next.id)).toMatchObject({ status: 'REVIEW_READY' });
      expect((await fixture.approve(next.id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
      expect(git(repository, 'cat-file', '-s', 'main:new.bin')).toBe('200000');
      expect(await auditAll()).toEqual([]);
    },
  );

  it('by the agent itself fails it, and says where there is no room', async () => {
    const { id } = await fixture.start({ agent: 'split -b 1m /dev/zero part-; exit 0' });
    expect(await fixture.settled(id)).toMatchObject({ status: 'FAILED', failure: { reason: 'disk_full' } });
    expect(JSON.stringify((await readiness()).body)).toContain('DATA_DIR');
    await removeTree(join(fixture.server.dataDir, 'attempts', id, 'agent'));
  });

  it('refuses an approval, which works once there is room', async () => {
    const { id, repository } = await fixture.run({ agent: 'echo 1 >new.txt' });
    git(repository, 'commit', '-q', '--allow-empty', '-m', 'moved');
    await disk.fill();
    expect(await fixture.approve(id)).toMatchObject({ status: 507, body: { code: 'disk.full' } });
    expect(await fixture.attempt(id)).toMatchObject({ status: 'REVIEW_READY', phase: null });
    disk.makeRoom();
    expect((await fixture.approve(id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
    expect(await auditAll()).toEqual([]);
  });
});
