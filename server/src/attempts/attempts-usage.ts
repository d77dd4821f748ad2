import { Injectable, type OnModuleInit } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type EntityManager, type FindOptionsWhere, In } from 'typeorm';
import { AppConfig } from '../platform/config/app-config.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { LocalControl } from '../platform/instance/local-control.js';
import { ProjectUsagePort } from '../projects/project-usage.port.js';
import { TaskUsagePort } from '../tasks/task-usage.port.js';
import { AttemptTransitions } from './attempt-transitions.js';
import { AttemptWorker } from './leases/attempt-worker.js';
import { AttemptEntity } from './attempt.entity.js';
import { stillEnding } from './attempts.errors.js';
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
    private readonly worker: AttemptWorker,
    private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.projects.provider = {
      activeAttempts: (projectId) => this.count({ projectId, status: ACTIVE }),
      cancelAll: (projectId) => this.cancelAll({ projectId, status: ACTIVE }),
      lockAll: (manager, projectId) => lockAll(manager, { projectId }),
    };
    this.tasks.provider = {
      activeAttempts: (taskId) => this.count({ taskId, status: ACTIVE }),
      cancelAll: (taskId) => this.cancelAll({ taskId, status: ACTIVE }),
      lockAll: (manager, taskId) => lockAll(manager, { taskId }),
    };
    this.control.addAgentStopper(() => this.stopAll());
  }

  /** Before this server ends: what waits in the queue goes on waiting. */
  private async stopAll(): Promise<number> {
    this.transitions.holdQueue();
    const ids = await this.requestCancel({ status: UNDER_WAY });
    // Without workers of its own this may be the command `stop`, and nobody else is there to end them.
    if (this.config.role === 'api') await this.worker.takeOver(ids);
    await this.untilNone({ status: UNDER_WAY });
    return ids.length;
  }

  /** Resolves when the last process of them is gone: rows that vanish under a runner would leave it to itself. */
  private async cancelAll(which: FindOptionsWhere<AttemptEntity>): Promise<number> {
    const ids = await this.requestCancel(which);
    await this.untilNone(which);
    return ids.length;
  }

  private async requestCancel(which: FindOptionsWhere<AttemptEntity>): Promise<string[]> {
    const attempts = await this.dataSource.manager.findBy(AttemptEntity, which);
    for (const { id } of attempts) {
      await this.attempts.requestCancel(id).catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error; // it has ended meanwhile
      });
    }
    return attempts.map(({ id }) => id);
  }

  private async untilNone(which: FindOptionsWhere<AttemptEntity>): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while ((await this.count(which)) > 0) {
      if (Date.now() > deadline) throw stillEnding();
      await sleep(POLL_MS);
    }
  }

  private count(which: FindOptionsWhere<AttemptEntity>): Promise<number> {
    return this.dataSource.manager.countBy(AttemptEntity, which);
  }
}

/** Newest first, as whoever locks several does. */
async function lockAll(manager: EntityManager, which: FindOptionsWhere<AttemptEntity>): Promise<void> {
  const lock = { mode: 'pessimistic_write' } as const;
  await manager.find(AttemptEntity, { select: { id: true }, where: which, order: { id: 'DESC' }, lock });
}
