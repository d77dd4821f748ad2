import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One PostgreSQL for the whole run: that of DATABASE_URL, else an embedded one. Each test server gets a database in it. */
export default async function setUp() {
  if (process.env.DATABASE_URL) {
    process.env.TEST_POSTGRES_URL = process.env.DATABASE_URL;
    return;
  }
  const { startEmbeddedPostgres } = await importBuilt('platform/database/embedded/embedded-postgres.js');
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'antfarm-test-postgres-')));
  const postgres = await startEmbeddedPostgres({ dataDir });
  process.env.TEST_POSTGRES_URL = postgres.url;
  globalThis.antfarmTestPostgres = { dataDir, stop: postgres.stop };
}

async function importBuilt(path) {
  try {
    return await import(new URL(`../../../dist/server/src/${path}`, import.meta.url).href);
  } catch (cause) {
    throw new Error(
      'The tests run the built server: run `npm run build:server` first, or all with `npm test`.',
      { cause },
    );
  }
}
