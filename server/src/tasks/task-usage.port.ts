import { Injectable } from '@nestjs/common';

export interface TaskUsage {
  /** Attempts of the task that are queued or under way. */
  activeAttempts(taskId: string): Promise<number>;
  cancelAll(taskId: string): Promise<void>;
}

/** Filled at start-up by the module that runs attempts. */
@Injectable()
export class TaskUsagePort {
  provider: TaskUsage | null = null;
}
