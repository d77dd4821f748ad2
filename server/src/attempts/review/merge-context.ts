import { Injectable } from '@nestjs/common';
import { Instance } from '../../platform/instance/instance.js';
import { ProjectsService } from '../../projects/projects.service.js';
import { type TaskResponse, TasksService } from '../../tasks/tasks.service.js';
import { attemptPaths } from '../attempt-paths.js';
import type { AttemptEntity, MergeOverride } from '../attempt.entity.js';
import { attemptNotFound } from '../attempts.errors.js';
import type { MergeTarget } from './merge-delivery.js';

/** What an approval works with. */
export interface MergeContext extends MergeTarget {
  attempt: AttemptEntity;
  task: TaskResponse;
  override: MergeOverride | null;
}

@Injectable()
export class MergeContexts {
  constructor(
    private readonly instance: Instance,
    private readonly projects: ProjectsService,
    private readonly tasks: TasksService,
  ) {}

  /** Throws where the task was deleted, and the attempt with it. */
  async load(attempt: AttemptEntity): Promise<Omit<MergeContext, 'override'>> {
    const [project, task, token] = await Promise.all([
      this.projects.get(attempt.projectId),
      this.tasks.findResponse(attempt.taskId),
      this.projects.repoToken(attempt.projectId),
    ]);
    if (!task) throw attemptNotFound(attempt.id);
    return {
      attempt,
      project,
      task,
      token,
      mirror: attemptPaths(this.instance.dataDir, project.id, attempt.id).mirror,
    };
  }
}
