import type { Pool } from 'pg';

/** A name for everything that Redis holds of this database: several installations may share one Redis. */
export async function namespaceOf(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ cluster: string; database: number }>(
    `select system_identifier::text as cluster, (select oid from pg_database where datname = current_database()) as database
     from pg_control_system()`,
  );
  const id = rows[0];
  if (!id) throw new Error('PostgreSQL did not tell its identity');
  return `antfarm:${id.cluster}-${id.database}`;
}
