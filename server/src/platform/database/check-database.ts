import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { errorCode } from '../process/system-error.js';

const OLDEST_VERSION = 150_000;
const PATIENCE_MS = 30_000;
const RETRY_MS = 500;
/** Not there yet, as when containers start together: connection refused or reset, name unknown, starting up. */
const PASSING = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', '57P03'];

/** Waits a while for the database of `DATABASE_URL` and refuses one that is too old; errors say what to do. */
export async function checkDatabase(url: string): Promise<void> {
  const { host } = new URL(url);
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await checkOnce(url);
      return;
    } catch (error) {
      if (error instanceof UnsuitableDatabaseError) throw error;
      if (!PASSING.includes(errorCode(error) ?? '') || Date.now() > deadline) {
        const reason = error instanceof Error ? error.message || errorCode(error) : String(error);
        throw new Error(`DATABASE_URL: no connection to PostgreSQL at ${host}: ${reason ?? 'unknown'}`, {
          cause: error,
        });
      }
      await sleep(RETRY_MS);
    }
  }
}

class UnsuitableDatabaseError extends Error {}

async function checkOnce(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    const version = rows[0]?.version ?? 0;
    if (version < OLDEST_VERSION) {
      throw new UnsuitableDatabaseError(
        `DATABASE_URL: PostgreSQL ${Math.floor(version / 10_000)} is too old; Antfarm needs 15 or newer`,
      );
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}
