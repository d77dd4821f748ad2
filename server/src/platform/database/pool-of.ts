import pg from 'pg';
import type { DataSource } from 'typeorm';

/** The driver's own pool, so that TypeORM and plain SQL share connections. */
export function poolOf(dataSource: DataSource): pg.Pool {
  const { driver } = dataSource;
  if ('master' in driver && driver.master instanceof pg.Pool) return driver.master;
  throw new Error('The data source is not connected to PostgreSQL');
}
