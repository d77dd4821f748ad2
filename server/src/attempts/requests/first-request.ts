import type { EntityManager } from 'typeorm';
import { AgentRequestEntity } from './agent-request.entity.js';

/** What has waited longest for a person among all attempts of the task: several may run side by side. */
export function firstRequest(manager: EntityManager, taskId: string): Promise<AgentRequestEntity | null> {
  return manager
    .createQueryBuilder(AgentRequestEntity, 'request')
    .where('request.answered_by is null')
    .andWhere(
      `request.attempt_id in
         (select id from attempts where task_id = :taskId and status = 'RUNNING' and closed is null)`,
      { taskId },
    )
    .orderBy('request.asked_at')
    .addOrderBy('request.id')
    .getOne();
}
