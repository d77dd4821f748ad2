import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { errorCode } from '../process/system-error.js';

const OLDEST_VERSION = 150_000;
const PATIENCE_MS = 30_000;
const RETRY_MS = 500;
/** Not there yet, as when containers start together: connection refused or reset, name unknown, starting up. */
const PASSING = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', '57P03'];

/** Waits a while for the database of `DATABASE_URL`, says so once, and refuses one that is too old. */
export async function checkDatabase(url: string, onNotice: (text: string) => void): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let isFirst = true; ; isFirst = false) {
    try {
      await checkOnce(url);
      return;
    } catch (error) {
      if (error instanceof UnsuitableDatabaseError) throw error;
      const fault = `no connection to PostgreSQL at ${new URL(url).host}: ${reasonOf(error)}`;
      if (!PASSING.includes(errorCode(error) ?? '') || Date.now() > deadline) {
        throw new Error(`DATABASE_URL: ${fault}`, { cause: error });
      }
      if (isFirst) onNotice(`Waiting up to ${PATIENCE_MS / 1000} s for the database: ${fault}`);
      await sleep(RETRY_MS);
    }
  }
}

/** What a name of several addresses answers is an error without a message. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message || errorCode(error) : String(error)) ?? 'unknown';

class UnsuitableDatabaseError extends Error {}

async function checkOnce(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
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
