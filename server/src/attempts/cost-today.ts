import type { EntityManager } from 'typeorm';

/** USD that agents of a project have cost since midnight UTC, as far as they say; runs under way included. */
export async function costToday(manager: EntityManager, projectId: string): Promise<number> {
  const rows = await manager.query<{ cost: number }[]>(
    `select coalesce(sum((runs.usage->>'cost_usd')::float8), 0)::float8 as cost
     from runs join attempts on attempts.id = runs.attempt_id
     where attempts.project_id = $1 and runs.started_at >= date_trunc('day', now(), 'UTC')`,
    [projectId],
  );
  return rows[0]?.cost ?? 0;
}
