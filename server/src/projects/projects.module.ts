import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentDirectoryPort } from './agent-directory.port.js';
import { InspectionService } from './inspection/inspection.service.js';
import { ProviderKey } from './keys/key.entity.js';
import { KeysController } from './keys/keys.controller.js';
import { KeysService } from './keys/keys.service.js';
import { LocalFoldersController } from './local-folders/local-folders.controller.js';
import { LocalFoldersService } from './local-folders/local-folders.service.js';
import { ProjectSecret } from './project-secret.entity.js';
import { ProjectSecretsService } from './project-secrets.service.js';
import { ProjectSourceService } from './project-source.service.js';
import { ProjectTasksPort } from './project-tasks.port.js';
import { ProjectUsagePort } from './project-usage.port.js';
import { Project } from './project.entity.js';
import { ProjectsController } from './projects.controller.js';
import { ProjectsService } from './projects.service.js';
import { SecretRotation } from './secret-rotation.service.js';
import { ProjectValidationService } from './validation/project-validation.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Project, ProjectSecret, ProviderKey])],
  controllers: [ProjectsController, KeysController, LocalFoldersController],
  providers: [
    ProjectsService,
    ProjectSecretsService,
    ProjectSourceService,
    ProjectValidationService,
    InspectionService,
    KeysService,
    SecretRotation,
    LocalFoldersService,
    AgentDirectoryPort,
    ProjectTasksPort,
    ProjectUsagePort,
  ],
  exports: [ProjectsService, KeysService, AgentDirectoryPort, ProjectTasksPort, ProjectUsagePort],
})
export class ProjectsModule {}
