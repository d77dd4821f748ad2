import type { EntityManager } from 'typeorm';

/** Tasks are peers and attempts stand above, which this module may not call: it follows the foreign keys to its own table. */

export interface AgentUses {
  readonly tasks: number;
  readonly projects: number;
  /** Not yet over. */
  readonly attempts: number;
  /** Some of the tasks, by key and title. */
  readonly used_by: readonly string[];
}

const MOST_NAMED = 10;

export async function countUses(manager: EntityManager, agentId: string): Promise<AgentUses> {
  const [uses] = await manager.query<AgentUses[]>(
    `select (select count(*)::int from tasks where agent_id = $1) as tasks,
            (select count(*)::int from projects where default_agent_id = $1) as projects,
            (select count(*)::int from attempts
              where agent_id = $1 and status in ('QUEUED', 'RUNNING', 'GATES_RUNNING')) as attempts,
            array(select p.key || '-' || t.number || ' ' || t.title
              from tasks t join projects p on p.id = t.project_id
              where t.agent_id = $1 order by t.archived_at nulls first, t.id desc limit $2) as used_by`,
    [agentId, MOST_NAMED],
  );
  return uses ?? { tasks: 0, projects: 0, attempts: 0, used_by: [] };
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
