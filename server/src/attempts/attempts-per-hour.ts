import type { EntityManager } from 'typeorm';
import type { Agent } from '../agents/agents.service.js';
import type { Project } from '../projects/projects.service.js';
import { tooManyAttempts } from './attempts.errors.js';
import { lockStartsOfProfile } from './lock-attempt.js';

/**
 * Throws 429 unless the project, and each of these profiles in all projects together, may start one attempt more for
 * each of them. To be called under the lock of the project's starts.
 */
export async function refuseBeyondHour(
  manager: EntityManager,
  project: Pick<Project, 'id' | 'budgets'>,
  agents: readonly Agent[],
): Promise<void> {
  const ofProject = project.budgets.max_attempts_per_hour;
  if (ofProject !== null)
    await refuseBeyond(manager, { owner: 'project', id: project.id, limit: ofProject }, agents.length);
  // In one order for all, so that no two wait for each other.
  for (const { id, limits } of [...agents].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const limit = limits.max_attempts_per_hour ?? null;
    if (limit === null) continue;
    await lockStartsOfProfile(manager, id);
    await refuseBeyond(manager, { owner: 'agent', id, limit }, 1);
  }
}

interface HourLimit {
  readonly owner: 'project' | 'agent';
  readonly id: string;
  readonly limit: number;
}

async function refuseBeyond(
  manager: EntityManager,
  { owner, id, limit }: HourLimit,
  wanted: number,
): Promise<void> {
  const rows = await manager.query<{ freeInS: number }[]>(
    `select extract(epoch from queued_at + interval '1 hour' - now())::float8 as "freeInS" from attempts
     where ${owner}_id = $1 and queued_at > now() - interval '1 hour' order by queued_at`,
    [id],
  );
  const excess = rows.length + wanted - limit;
  if (excess > 0) throw tooManyAttempts(owner, limit, Math.ceil(rows[excess - 1]?.freeInS ?? 3_600));
}
