import { Injectable, type OnModuleInit } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, In } from 'typeorm';
import { ProjectUsagePort } from '../projects/project-usage.port.js';
import { TaskUsagePort } from '../tasks/task-usage.port.js';
import { AttemptEntity } from './attempt.entity.js';
import { AttemptsService } from './attempts.service.js';

const ACTIVE = In(['QUEUED', 'RUNNING', 'GATES_RUNNING']);
const POLL_MS = 100;
const PATIENCE_MS = 30_000;

/** Tells projects and tasks, which stand below, what attempts of theirs are under way. */
@Injectable()
export class AttemptsUsage implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly attempts: AttemptsService,
    private readonly projects: ProjectUsagePort,
    private readonly tasks: TaskUsagePort,
  ) {}

  onModuleInit(): void {
    this.projects.provider = {
      activeAttempts: async (projectId) => (await this.active({ projectId })).length,
      cancelAll: (projectId) => this.cancelAll({ projectId }),
    };
    this.tasks.provider = {
      activeAttempts: async (taskId) => (await this.active({ taskId })).length,
      cancelAll: (taskId) => this.cancelAll({ taskId }),
    };
  }

  /** Resolves when the last process of them is gone: rows that vanish under a runner would leave it to itself. */
  private async cancelAll(of: { projectId: string } | { taskId: string }): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    for (const { id } of await this.active(of)) await this.attempts.requestCancel(id);
    while ((await this.active(of)).length > 0) {
      if (Date.now() > deadline) throw new Error('The attempts under way did not end in time');
      await sleep(POLL_MS);
    }
  }

  private active(of: { projectId: string } | { taskId: string }): Promise<AttemptEntity[]> {
    return this.dataSource.manager.findBy(AttemptEntity, { ...of, status: ACTIVE });
  }
}
