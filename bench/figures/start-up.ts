import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryPath } from '../../server/test/support/repository-path.js';
import { spawnServer, waitUntilReady } from '../../server/test/support/server-process.js';
import { createDatabase } from '../../server/test/support/test-database.js';
import { atMost, type Figure } from '../figure.js';
import { compare, measurePairs } from '../pairs.js';

const BARE = repositoryPath('.build/bench/bundle/programs/bare-nest.mjs');

export const startUp: Figure = {
  name: 'start to ready',
  limit: 'a bare Nest application that imports the same packages',
  async measure({ folder }) {
    const database = await createDatabase();
    const DATA_DIR = await mkdtemp(join(folder, 'start-'));
    const pairs = await measurePairs(
      () => startAndStop(undefined, { DATA_DIR, DATABASE_URL: database.url, LOG_LEVEL: 'warn' }),
      () => startAndStop(BARE, {}),
    );
    await database.drop();
    return [
      compare(pairs, {
        what: 'start to ready, warm database',
        unit: 'ms',
        target: atMost(1.5),
        product: (ms) => ms,
        limit: (ms) => ms,
      }),
    ];
  },
};

async function startAndStop(script: string | undefined, env: Record<string, string>): Promise<number> {
  const start = performance.now();
  const server = spawnServer({ env, ...(script !== undefined && { script }) });
  await waitUntilReady(server);
  const ms = performance.now() - start;
  await server.kill('SIGTERM');
  return ms;
}
