import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface TaskUsage {
  /** Attempts of the task that are queued or under way. */
  activeAttempts(taskId: string): Promise<number>;
  /** Resolves, to how many there were, when the last of their processes is gone. */
  cancelAll(taskId: string): Promise<number>;
  /** Locks the rows of all its attempts, which whoever writes to a card does first: before the task is deleted. */
  lockAll(manager: EntityManager, taskId: string): Promise<void>;
}

/** Filled at start-up by the module that runs attempts. */
@Injectable()
export class TaskUsagePort {
  provider: TaskUsage | null = null;
}
