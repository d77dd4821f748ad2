import { Injectable, type OnModuleInit } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type FindOptionsWhere, In } from 'typeorm';
import { LocalControl } from '../platform/instance/local-control.js';
import { ProjectUsagePort } from '../projects/project-usage.port.js';
import { TaskUsagePort } from '../tasks/task-usage.port.js';
import { AttemptTransitions } from './attempt-transitions.js';
import { AttemptEntity } from './attempt.entity.js';
import { AttemptsService } from './attempts.service.js';

const UNDER_WAY = In(['RUNNING', 'GATES_RUNNING']);
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
    private readonly transitions: AttemptTransitions,
    private readonly control: LocalControl,
  ) {}

  onModuleInit(): void {
    this.projects.provider = {
      activeAttempts: (projectId) => this.count({ projectId, status: ACTIVE }),
      cancelAll: (projectId) => this.cancelAll({ projectId, status: ACTIVE }),
    };
    this.tasks.provider = {
      activeAttempts: (taskId) => this.count({ taskId, status: ACTIVE }),
      cancelAll: (taskId) => this.cancelAll({ taskId, status: ACTIVE }),
    };
    this.control.addAgentStopper(() => this.stopAll());
  }

  /** Before this server ends: what waits in the queue goes on waiting. */
  private async stopAll(): Promise<number> {
    this.transitions.holdQueue();
    return this.cancelAll({ status: UNDER_WAY });
  }

  /** Resolves when the last process of them is gone: rows that vanish under a runner would leave it to itself. */
  private async cancelAll(which: FindOptionsWhere<AttemptEntity>): Promise<number> {
    const deadline = Date.now() + PATIENCE_MS;
    const attempts = await this.dataSource.manager.findBy(AttemptEntity, which);
    for (const { id } of attempts) await this.attempts.requestCancel(id);
    while ((await this.count(which)) > 0) {
      if (Date.now() > deadline) throw new Error('The attempts under way did not end in time');
      await sleep(POLL_MS);
    }
    return attempts.length;
  }

  private count(which: FindOptionsWhere<AttemptEntity>): Promise<number> {
    return this.dataSource.manager.countBy(AttemptEntity, which);
  }
}
