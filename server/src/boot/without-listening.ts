import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import type { AppConfig } from '../platform/config/app-config.js';
import { QueueBackend } from '../platform/queue/queue-backend.js';
import { openInstance } from './open-instance.js';

/** For commands while no server runs: the same application, but nothing listens and no worker takes a job. */
export async function withoutListening<T>(
  config: AppConfig,
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const { NestFactory } = await import('@nestjs/core');
  const { AppModule } = await import('../app.module.js');
  const opened = await openInstance(config);
  try {
    const app = await NestFactory.createApplicationContext(
      AppModule.forRoot(config.withoutWork(), opened.instance),
      {
        logger: ['error', 'fatal'],
      },
    );
    try {
      return await work(app);
    } finally {
      const queue = app.get<QueueBackend>(QueueBackend);
      await app.close();
      await queue.close();
    }
  } finally {
    await opened.close();
  }
}
