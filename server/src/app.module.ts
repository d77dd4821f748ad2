import { Module, type DynamicModule } from '@nestjs/common';
import { AgentsModule } from './agents/agents.module.js';
import { AttemptsModule } from './attempts/attempts.module.js';
import { AuthModule } from './auth/auth.module.js';
import type { AppConfig } from './platform/config/app-config.js';
import type { Instance } from './platform/instance/instance.js';
import { PlatformModule } from './platform/platform.module.js';
import { ProjectsModule } from './projects/projects.module.js';
import { TasksModule } from './tasks/tasks.module.js';

/** Everything that this server consists of. */
@Module({})
export class AppModule {
  static forRoot(config: AppConfig, instance: Instance): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(config, instance),
        AuthModule,
        ProjectsModule,
        TasksModule,
        AgentsModule,
        AttemptsModule,
      ],
    };
  }
}
