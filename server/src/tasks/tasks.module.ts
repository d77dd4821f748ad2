import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProjectsModule } from '../projects/projects.module.js';
import { CriteriaController } from './criteria.controller.js';
import { CriteriaService } from './criteria.service.js';
import { Criterion } from './criterion.entity.js';
import { Message } from './message.entity.js';
import { MessagesController } from './messages.controller.js';
import { MessagesService } from './messages.service.js';
import { NeedsAttentionController } from './needs-attention.controller.js';
import { ProjectTasksProvider } from './project-tasks.provider.js';
import { Subtask } from './subtask.entity.js';
import { SubtasksController } from './subtasks.controller.js';
import { SubtasksService } from './subtasks.service.js';
import { SavedFiltersController } from './saved-filters.controller.js';
import { SavedFiltersService } from './saved-filters.service.js';
import { TaskMovesService } from './task-moves.service.js';
import { TaskReadsController } from './task-reads.controller.js';
import { TaskReadsService } from './task-reads.service.js';
import { TaskReader } from './task-reader.js';
import { TaskStagesController } from './task-stages.controller.js';
import { TaskUsagePort } from './task-usage.port.js';
import { TaskEntity } from './task.entity.js';
import { TasksController } from './tasks.controller.js';
import { TasksService } from './tasks.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([TaskEntity, Criterion, Subtask, Message]), ProjectsModule],
  controllers: [
    TasksController,
    TaskStagesController,
    CriteriaController,
    SubtasksController,
    MessagesController,
    NeedsAttentionController,
    SavedFiltersController,
    TaskReadsController,
  ],
  providers: [
    TasksService,
    TaskMovesService,
    CriteriaService,
    SubtasksService,
    MessagesService,
    SavedFiltersService,
    TaskReadsService,
    TaskReader,
    TaskUsagePort,
    ProjectTasksProvider,
  ],
  exports: [TasksService, SubtasksService, TaskUsagePort],
})
export class TasksModule {}
