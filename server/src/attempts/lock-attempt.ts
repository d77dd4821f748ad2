import type { EntityManager } from 'typeorm';
import { AttemptEntity } from './attempt.entity.js';
import { attemptNotFound } from './attempts.errors.js';

/** The row under `for update`, fresh. */
export async function lockAttempt(manager: EntityManager, attemptId: string): Promise<AttemptEntity> {
  const attempt = await manager.findOne(AttemptEntity, {
    where: { id: attemptId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!attempt) throw attemptNotFound(attemptId);
  return attempt;
}

/** Until the transaction ends no other attempt of the project is started. Take it before any attempt's row. */
export async function lockStarts(manager: EntityManager, projectId: string): Promise<void> {
  // Not the project's row: who creates a task holds the board first and that row then.
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('attempts:' || $1, 0))`, [projectId]);
}

/** One start of a profile's attempts at a time, over all projects; after the project's own lock. */
export async function lockStartsOfProfile(manager: EntityManager, agentId: string): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('profile:' || $1, 0))`, [agentId]);
}

/** All attempts of a task, and no further one comes: newest first, as a discard goes from a child to its parent. */
export async function lockAttemptsOf(
  manager: EntityManager,
  { taskId, projectId }: Pick<AttemptEntity, 'taskId' | 'projectId'>,
): Promise<AttemptEntity[]> {
  await lockStarts(manager, projectId);
  return manager.find(AttemptEntity, {
    where: { taskId },
    order: { number: 'DESC' },
    lock: { mode: 'pessimistic_write' },
  });
}
