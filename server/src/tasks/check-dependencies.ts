import type { EntityManager } from 'typeorm';
import { badDependency } from './tasks.errors.js';

/** Throws 422 unless all are other tasks of the project and none waits for this task; the board must be locked for `alone`. */
export async function checkDependencies(
  manager: EntityManager,
  task: { id: string; projectId: string },
  dependsOn: readonly string[],
): Promise<void> {
  if (dependsOn.length === 0) return;
  if (dependsOn.includes(task.id)) {
    throw badDependency('A task cannot wait for itself.', 'Leave it out of depends_on.');
  }
  const found = await manager.query<{ id: string }[]>(
    'select id from tasks where project_id = $1 and id = any($2::uuid[])',
    [task.projectId, dependsOn],
  );
  const known = new Set(found.map(({ id }) => id));
  const missing = dependsOn.filter((id) => !known.has(id));
  if (missing.length > 0) {
    throw badDependency(
      `Not a task of this project: ${missing.join(', ')}.`,
      'Use ids of tasks of the same project.',
    );
  }
  const [cycle] = await manager.query<{ key: string }[]>(
    `with recursive needed as (
       select id, depends_on from tasks where id = any($1::uuid[])
       union
       select t.id, t.depends_on from needed n join tasks t on t.id = any(n.depends_on)
     )
     select p.key || '-' || t.number as key from needed n join tasks t on t.id = n.id join projects p on p.id = t.project_id
      where $2::uuid = any(n.depends_on) limit 1`,
    [dependsOn, task.id],
  );
  if (cycle) {
    throw badDependency(
      `That would be a circle: ${cycle.key} waits for this task.`,
      `Take this task out of depends_on of ${cycle.key} first.`,
    );
  }
}

/** Takes a deleted task out of all lists. Returns the ids of the tasks that had it in theirs. */
export async function stopWaitingFor(
  manager: EntityManager,
  projectId: string,
  taskId: string,
): Promise<string[]> {
  const [rows] = await manager.query<[{ id: string }[], number]>(
    `update tasks set depends_on = array_remove(depends_on, $2::uuid), version = version + 1, updated_at = now()
      where project_id = $1 and depends_on @> array[$2::uuid] returning id`,
    [projectId, taskId],
  );
  return rows.map(({ id }) => id);
}
