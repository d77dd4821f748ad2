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
