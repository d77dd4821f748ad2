import { join } from 'node:path';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AppConfig } from './config/app-config.js';
import { DatabaseModule } from './database/database.module.js';
import { IdempotencyStore } from './http/idempotency-store.js';
import { RateLimits } from './http/rate-limit.js';
import { ServerAddress } from './http/server-address.js';
import { Instance } from './instance/instance.js';
import { LocalControl } from './instance/local-control.js';
import { Metrics } from './metrics/metrics.service.js';
import { OperationsController } from './metrics/operations.controller.js';
import { Readiness } from './metrics/readiness.service.js';
import { Containers } from './process/container/containers.service.js';
import { QueueModule } from './queue/queue.module.js';
import { readSealingKeys } from './secrets/sealing-key.js';
import { SealedSecrets } from './secrets/sealed-secrets.service.js';
import { Signals } from './signals/signals.service.js';
import { ArtifactStorage } from './storage/artifact-storage.port.js';
import { DiskArtifactStorage } from './storage/disk-artifact-storage.js';

/** What every module may inject without importing it. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(config: AppConfig, instance: Instance): DynamicModule {
    const providers = [
      { provide: AppConfig, useValue: config },
      { provide: Instance, useValue: instance },
      {
        provide: SealedSecrets,
        useFactory: () => new SealedSecrets(readSealingKeys(config.auth.secretKeys, instance.dataDir)),
      },
      {
        provide: ArtifactStorage,
        useFactory: () => new DiskArtifactStorage(join(instance.dataDir, 'artifacts')),
      },
      Containers,
      IdempotencyStore,
      LocalControl,
      Metrics,
      RateLimits,
      Readiness,
      ServerAddress,
      Signals,
    ];
    return {
      module: PlatformModule,
      imports: [DatabaseModule, QueueModule],
      controllers: [OperationsController],
      providers,
      exports: providers,
    };
  }
}
