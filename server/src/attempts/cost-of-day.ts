import type { EntityManager } from 'typeorm';

/**
 * USD that agents of a project have cost in the day (UTC) of `at`, as far as they say; runs under way included. A run
 * counts to the day on which it began.
 */
export async function costOfDay(manager: EntityManager, projectId: string, at = new Date()): Promise<number> {
  const rows = await manager.query<{ cost: number }[]>(
    `select coalesce(sum((runs.usage->>'cost_usd')::float8), 0)::float8 as cost
     from runs join attempts on attempts.id = runs.attempt_id
       cross join lateral (select date_trunc('day', $2::timestamptz, 'UTC') as start) day
     where attempts.project_id = $1 and runs.started_at >= day.start
       and runs.started_at < day.start + interval '24 hours'`,
    [projectId, at],
  );
  return rows[0]?.cost ?? 0;
}
