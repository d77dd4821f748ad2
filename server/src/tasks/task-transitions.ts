import type { EntityManager } from 'typeorm';
import { transition } from 'xstate';
import type { TaskStatus, Workflow } from '../contracts/task-status.js';
import {
  refusalInto,
  taskMachine,
  type TaskEvent,
  type TaskFacts,
  type TaskRefusal,
} from './task.machine.js';

/** The only writer of a task's status. */

/** A task whose row is locked until the transaction ends. */
export interface LockedTask {
  readonly id: string;
  readonly project_id: string;
  readonly status: TaskStatus;
  readonly version: number;
  readonly archived_at: Date | null;
  readonly head_sha: string | null;
  readonly verified_sha: string | null;
  readonly reviewed_sha: string | null;
  readonly workflow: Workflow;
  readonly column_limits: Partial<Record<TaskStatus, number>>;
  readonly has_criteria: boolean;
}

export async function lockTask(manager: EntityManager, taskId: string): Promise<LockedTask | null> {
  const [task] = await manager.query<LockedTask[]>(
    `select t.id, t.project_id, t.status, t.version, t.archived_at, t.head_sha, t.verified_sha, t.reviewed_sha,
            p.workflow, p.column_limits, exists (select 1 from criteria c where c.task_id = t.id) as has_criteria
       from tasks t join projects p on p.id = t.project_id where t.id = $1 for no key update of t`,
    [taskId],
  );
  return task ?? null;
}

/** Where an event takes the task; null when the machine refuses it. */
export function statusAfter(task: LockedTask, event: TaskEvent): TaskStatus | null {
  const state = taskMachine.resolveState({ value: task.status, context: factsOf(task) });
  return state.can({ type: event }) ? transition(taskMachine, state, { type: event })[0].value : null;
}

/** Why a person may not move the task there, or null. A card may always be put elsewhere in its own column. */
export function refusalOfMove(task: LockedTask, to: TaskStatus): TaskRefusal | null {
  if (to === task.status || statusAfter(task, `move.${to}`) !== null) return null;
  return refusalInto(to, factsOf(task));
}

export async function enterColumn(
  manager: EntityManager,
  taskId: string,
  status: TaskStatus,
  rank: string,
): Promise<void> {
  await manager.query(
    'update tasks set status = $2, rank = $3, version = version + 1, updated_at = now() where id = $1',
    [taskId, status, rank],
  );
}

/** The column `assigned` ends with the team workflow: its cards go to the inbox. Returns their ids. */
export async function emptyAssigned(manager: EntityManager, projectId: string): Promise<string[]> {
  const [rows] = await manager.query<[{ id: string }[], number]>(
    `update tasks set status = 'inbox', version = version + 1, updated_at = now()
      where project_id = $1 and status = 'assigned' returning id`,
    [projectId],
  );
  return rows.map(({ id }) => id);
}

const factsOf = (task: LockedTask): TaskFacts => ({
  workflow: task.workflow,
  hasCriteria: task.has_criteria,
  verified: task.head_sha !== null && task.verified_sha === task.head_sha,
  reviewed: task.head_sha !== null && task.reviewed_sha === task.head_sha,
});
