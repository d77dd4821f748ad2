import type { EntityManager } from 'typeorm';

/** Tasks are peers, which this module may not call: it follows the foreign keys to its own table. */

export async function countUses(
  manager: EntityManager,
  agentId: string,
): Promise<{ tasks: number; projects: number }> {
  const [uses] = await manager.query<{ tasks: number; projects: number }[]>(
    `select (select count(*)::int from tasks where agent_id = $1) as tasks,
            (select count(*)::int from projects where default_agent_id = $1) as projects`,
    [agentId],
  );
  return uses ?? { tasks: 0, projects: 0 };
}

export interface Detached {
  readonly tasks: readonly { readonly projectId: string; readonly taskId: string }[];
  readonly projects: readonly { readonly projectId: string }[];
}

/** Leaves tasks and projects without the agent. */
export async function detach(manager: EntityManager, agentId: string): Promise<Detached> {
  const [tasks] = await manager.query<[Detached['tasks'], number]>(
    `update tasks set agent_id = null, version = version + 1, updated_at = now() where agent_id = $1
      returning project_id as "projectId", id as "taskId"`,
    [agentId],
  );
  const [projects] = await manager.query<[Detached['projects'], number]>(
    `update projects set default_agent_id = null, version = version + 1, updated_at = now()
      where default_agent_id = $1 returning id as "projectId"`,
    [agentId],
  );
  return { tasks, projects };
}
