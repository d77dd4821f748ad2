import { Injectable } from '@nestjs/common';

export interface TaskUsage {
  /** Attempts of the task that are queued or under way. */
  activeAttempts(taskId: string): Promise<number>;
  /** Resolves, to how many there were, when the last of their processes is gone. */
  cancelAll(taskId: string): Promise<number>;
}

/** Filled at start-up by the module that runs attempts. */
@Injectable()
export class TaskUsagePort {
  provider: TaskUsage | null = null;
}
