import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface ProjectTasks {
  /** The labels of each project's tasks, sorted; a project without labels may be absent. */
  labels(projectIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Takes cards out of the columns that only the team workflow has; call what it returns after the commit. */
  leaveTeamWorkflow(manager: EntityManager, projectId: string): Promise<() => void>;
}

/** Filled at start-up by the module that keeps the tasks. */
@Injectable()
export class ProjectTasksPort {
  provider: ProjectTasks | null = null;
}
