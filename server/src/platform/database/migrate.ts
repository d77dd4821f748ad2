import type { DataSource } from 'typeorm';
import { poolOf } from './pool-of.js';

const MIGRATION_LOCK = 7_205_001;

/** Brings the schema up to date; of several servers that start at once, one does it and the others wait. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const client = await poolOf(dataSource).connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    client.release(true); // ends the session and with it the lock
  }
}
