import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryPath } from './support/repository-path.js';
import { type ServerProcess, spawnServer, waitUntilReady } from './support/server-process.js';

const SCRIPT = repositoryPath('scripts/start.mjs');

describe('npm start', () => {
  let folder: string;
  let server: ServerProcess;
  const start = async (env: Record<string, string>): Promise<string> => {
    server = spawnServer({ script: SCRIPT, env: { INIT_CWD: folder, ...env } });
    return waitUntilReady(server);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'antfarm-start-'));
  });
  afterEach(() => server.kill('SIGTERM'));
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  it('begins at once where nothing changed, with its data in the folder that it was called in', async () => {
    await start({});
    await server.kill('SIGTERM');
    await start({});
    expect(existsSync(join(folder, 'data/token'))).toBe(true);
    expect(server.stderr()).not.toContain('Building');
  });

  it('takes PORT and DATA_DIR', async () => {
    const { port } = new URL(await start({ DATA_DIR: join(folder, 'elsewhere') }));
    expect(existsSync(join(folder, 'elsewhere/token'))).toBe(true);
    await server.kill('SIGTERM');
    expect(new URL(await start({ DATA_DIR: 'elsewhere', PORT: port })).port).toBe(port);
  });
});
