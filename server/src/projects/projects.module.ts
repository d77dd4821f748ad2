import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentDirectoryPort } from './agent-directory.port.js';
import { ProjectSecret } from './project-secret.entity.js';
import { ProjectSecretsService } from './project-secrets.service.js';
import { ProjectSourceService } from './project-source.service.js';
import { ProjectTasksPort } from './project-tasks.port.js';
import { ProjectUsagePort } from './project-usage.port.js';
import { Project } from './project.entity.js';
import { ProjectsController } from './projects.controller.js';
import { ProjectsService } from './projects.service.js';
import { ProjectValidationService } from './validation/project-validation.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Project, ProjectSecret])],
  controllers: [ProjectsController],
  providers: [
    ProjectsService,
    ProjectSecretsService,
    ProjectSourceService,
    ProjectValidationService,
    AgentDirectoryPort,
    ProjectTasksPort,
    ProjectUsagePort,
  ],
  exports: [ProjectsService, AgentDirectoryPort, ProjectTasksPort, ProjectUsagePort],
})
export class ProjectsModule {}
