import { Injectable } from '@nestjs/common';

export interface ProjectUsage {
  /** Attempts of the project that are queued or under way. */
  activeAttempts(projectId: string): Promise<number>;
  /** Resolves, to how many there were, when the last of their processes is gone. */
  cancelAll(projectId: string): Promise<number>;
}

/** Filled at start-up by the module that runs attempts. */
@Injectable()
export class ProjectUsagePort {
  provider: ProjectUsage | null = null;
}
