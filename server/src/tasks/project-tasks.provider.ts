import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Signals } from '../platform/signals/signals.service.js';
import { ProjectTasksPort, type ProjectTasks } from '../projects/project-tasks.port.js';
import { lockBoard } from './board-ranks.js';
import { emptyAssigned } from './task-transitions.js';

/** What projects ask of their tasks. */
@Injectable()
export class ProjectTasksProvider implements ProjectTasks, OnModuleInit {
  constructor(
    private readonly port: ProjectTasksPort,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly signals: Signals,
  ) {}

  onModuleInit(): void {
    this.port.provider = this;
  }

  async labels(projectIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.dataSource.query<{ project_id: string; labels: string[] }[]>(
      `select project_id, array_agg(distinct label order by label) as labels
         from tasks, unnest(labels) as label where project_id = any($1::uuid[]) group by project_id`,
      [projectIds],
    );
    return new Map(rows.map(({ project_id, labels }) => [project_id, labels]));
  }

  async leaveTeamWorkflow(manager: EntityManager, projectId: string): Promise<() => void> {
    await lockBoard(manager, projectId, 'shared');
    const moved = await emptyAssigned(manager, projectId);
    return () => {
      for (const taskId of moved) this.signals.emit('task.changed', { projectId, taskId });
    };
  }
}
