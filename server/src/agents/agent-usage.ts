import type { EntityManager } from 'typeorm';

/** Tasks are peers and attempts stand above, which this module may not call: it follows the foreign keys to its own table. */

export interface AgentUses {
  readonly tasks: number;
  readonly projects: number;
  /** Not yet over. */
  readonly attempts: number;
}

export async function countUses(manager: EntityManager, agentId: string): Promise<AgentUses> {
  const [uses] = await manager.query<AgentUses[]>(
    `select (select count(*)::int from tasks where agent_id = $1) as tasks,
            (select count(*)::int from projects where default_agent_id = $1) as projects,
            (select count(*)::int from attempts
              where agent_id = $1 and status in ('QUEUED', 'RUNNING', 'GATES_RUNNING')) as attempts`,
    [agentId],
  );
  return uses ?? { tasks: 0, projects: 0, attempts: 0 };
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
