import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface ProjectUsage {
  /** Attempts of the project that are queued or under way. */
  activeAttempts(projectId: string): Promise<number>;
  /** Resolves, to how many there were, when the last of their processes is gone. */
  cancelAll(projectId: string): Promise<number>;
  /** Locks the rows of all its attempts, which whoever writes to a card does first: before the project is deleted. */
  lockAll(manager: EntityManager, projectId: string): Promise<void>;
}

/** Filled at start-up by the module that runs attempts. */
@Injectable()
export class ProjectUsagePort {
  provider: ProjectUsage | null = null;
}
