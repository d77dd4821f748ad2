import { Global, Module } from '@nestjs/common';
import { BullModule } from '@nestjs/bullmq';
import { Pool } from 'pg';
import { AppConfig } from '../config/app-config.js';
import { Instance } from '../instance/instance.js';
import { namespaceOf } from './namespace-of.js';
import { connectPostgresQueue, connectRedisQueue, QueueBackend } from './queue-backend.js';
import { workerWithDefaults } from './paced-worker.js';

@Global()
@Module({
  providers: [
    {
      provide: QueueBackend,
      inject: [AppConfig, Instance],
      useFactory: (config: AppConfig, instance: Instance) =>
        config.redisUrl === null
          ? connectPostgresQueue(instance.databaseUrl)
          : connectRedisQueue(config.redisUrl),
    },
  ],
  exports: [QueueBackend],
})
class QueueBackendModule {}

/** BullMQ for features: `BullModule.registerQueue({ name })` and `@Processor(name)`, on PostgreSQL or on Redis. */
@Module({
  imports: [
    QueueBackendModule,
    BullModule.forRootAsync({
      inject: [QueueBackend, AppConfig, Pool],
      useFactory: async (backend: QueueBackend, config: AppConfig, pool: Pool) => {
        BullModule.workerClass = workerWithDefaults({
          concurrency: config.workerConcurrency,
          autorun: config.role !== 'api',
        });
        return { connection: backend.connection, prefix: await namespaceOf(pool) };
      },
    }),
  ],
})
export class QueueModule {}
