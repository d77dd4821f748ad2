import { Injectable } from '@nestjs/common';

export interface ProjectUsage {
  /** Attempts of the project that are queued or under way. */
  activeAttempts(projectId: string): Promise<number>;
  cancelAll(projectId: string): Promise<void>;
}

/** Filled at start-up by the module that runs attempts. */
@Injectable()
export class ProjectUsagePort {
  provider: ProjectUsage | null = null;
}
