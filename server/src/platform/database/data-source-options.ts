import { Logger } from '@nestjs/common';
import type { DataSourceOptions } from 'typeorm';
import { migrations } from '../../../../migrations/index.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';

const POOL_SIZE = 20;
const logger = new Logger('Database');

/** How TypeORM sees the database at `url`; its own pool also serves plain SQL. */
export const dataSourceOptions = (url: string): DataSourceOptions => ({
  type: 'postgres',
  url,
  migrations,
  synchronize: false,
  namingStrategy: new SnakeNamingStrategy(),
  poolSize: POOL_SIZE,
  extra: { keepAlive: true },
  // An idle connection that is lost (the database restarts) is replaced by the pool at its next use.
  poolErrorHandler: (error: unknown) =>
    logger.warn({
      msg: 'a database connection was lost',
      reason: error instanceof Error ? error.message : String(error),
    }),
});
