import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createRepository, removeFolder, temporaryFolder } from '../../test/support/git-fixture.js';
import { clearStaleLocks } from './clear-stale-locks.js';
import { ensureMirror } from './ensure-mirror.js';
import { fetchMirror } from './fetch-mirror.js';

const folder = temporaryFolder();
const mirror = path.join(folder, 'mirror.git');
afterAll(() => removeFolder(folder));

describe('locks that a killed git left in a mirror', () => {
  it('go once nobody works there, and it can be fetched again', async () => {
    const repository = createRepository(path.join(folder, 'repository'), { 'a.txt': 'a\n' });
    await ensureMirror(mirror);
    const source = { kind: 'local', path: repository } as const;
    await fetchMirror(mirror, source);
    const locks = ['packed-refs.lock', 'refs/remotes/origin/main.lock'].map((name) =>
      path.join(mirror, name),
    );
    for (const lock of locks) writeFileSync(lock, '');

    const worker = spawn('sleep', ['600'], { env: { PATH: process.env['PATH'], GIT_DIR: mirror } });
    await once(worker, 'spawn');
    await clearStaleLocks(mirror);
    expect(locks.every((lock) => existsSync(lock))).toBe(true);
    worker.kill('SIGKILL');
    await once(worker, 'exit');

    await clearStaleLocks(mirror);
    expect(locks.some((lock) => existsSync(lock))).toBe(false);
    expect(await fetchMirror(mirror, source)).toEqual({ status: 'fetched' });
  });
});
