import type pg from 'pg';

/** How many attempts have a runner that goes on without a server. */
export async function countRunningAgents(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'select count(distinct attempt_id)::int as count from runs where finished_at is null',
  );
  return rows[0]?.count ?? 0;
}
