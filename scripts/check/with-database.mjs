import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { removeTestData } from '../../server/test/support/remove-test-data.mjs';

/** Calls `work(url)` with an empty database: of DATABASE_URL's server, else of an embedded one. Needs the built server. */
export async function withDatabase(work) {
  const server = process.env.DATABASE_URL ?? null;
  return server === null ? withEmbedded(work) : withDatabaseOf(server, work);
}

async function withEmbedded(work) {
  const { startEmbeddedPostgres } =
    await import('../../dist/server/src/platform/database/embedded/embedded-postgres.js');
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'antfarm-check-')));
  const postgres = await startEmbeddedPostgres({ dataDir });
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
    await removeTestData(dataDir);
  }
}

async function withDatabaseOf(server, work) {
  const name = `antfarm_check_${process.pid}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await runOn(server, `create database ${name}`);
  try {
    return await work(url.href);
  } finally {
    await runOn(server, `drop database ${name} with (force)`);
  }
}

async function runOn(url, statement) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
