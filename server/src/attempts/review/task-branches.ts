import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { forceRef } from '../../git/update-ref.js';
import { type TaskResponse, TasksService } from '../../tasks/tasks.service.js';
import { taskBranch } from './task-branch.js';

/** The branch of each task, in the mirror; it follows the newest result. */
@Injectable()
export class TaskBranches {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tasks: TasksService,
  ) {}

  async move(task: TaskResponse, mirror: string, headSha: string): Promise<void> {
    const branchName = taskBranch(task);
    await forceRef(mirror, `refs/heads/${branchName}`, headSha);
    const announce = await this.dataSource.transaction((manager) =>
      this.tasks.recordAttemptIn(manager, task.id, { branchName }),
    );
    announce();
  }
}
