import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProjectsModule } from '../projects/projects.module.js';
import { AgentDetectionService } from './agent-detection.service.js';
import { AgentDirectoryProvider } from './agent-directory.provider.js';
import { Agent } from './agent.entity.js';
import { AgentHelloService } from './hello/agent-hello.service.js';
import { AgentTrialPort } from './hello/agent-trial.port.js';
import { AgentReadinessService } from './agent-readiness.service.js';
import { AgentPrograms } from './agent-programs.service.js';
import { AgentsController } from './agents.controller.js';
import { AgentsService } from './agents.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Agent]), ProjectsModule],
  controllers: [AgentsController],
  providers: [
    AgentsService,
    AgentDetectionService,
    AgentDirectoryProvider,
    AgentReadinessService,
    AgentHelloService,
    AgentTrialPort,
    AgentPrograms,
  ],
  exports: [AgentsService, AgentTrialPort, AgentPrograms],
})
export class AgentsModule {}
