import { Module, type DynamicModule } from '@nestjs/common';
import { AuthModule } from './auth/auth.module.js';
import type { AppConfig } from './platform/config/app-config.js';
import type { Instance } from './platform/instance/instance.js';
import { PlatformModule } from './platform/platform.module.js';

/** Everything that this server consists of. */
@Module({})
export class AppModule {
  static forRoot(config: AppConfig, instance: Instance): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.forRoot(config, instance), AuthModule],
    };
  }
}
