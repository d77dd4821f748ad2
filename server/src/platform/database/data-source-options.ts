import { Logger } from '@nestjs/common';
import type { DataSourceOptions } from 'typeorm';
import { migrations } from '../../../../migrations/index.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';

const POOL_SIZE = 20;
const CONNECT_MS = 10_000;
/** A connection that the network swallowed in the middle of a transaction must not keep its locks. */
const ABANDONED_MS = 60_000;
const logger = new Logger('Database');

/** How TypeORM sees the database at `url`; its own pool also serves plain SQL. */
export const dataSourceOptions = (url: string): DataSourceOptions => ({
  type: 'postgres',
  url,
  migrations,
  synchronize: false,
  namingStrategy: new SnakeNamingStrategy(),
  poolSize: POOL_SIZE,
  extra: {
    keepAlive: true,
    keepAliveInitialDelayMillis: CONNECT_MS,
    connectionTimeoutMillis: CONNECT_MS,
    idle_in_transaction_session_timeout: ABANDONED_MS,
  },
  // An idle connection that is lost (the database restarts) is replaced by the pool at its next use.
  poolErrorHandler: (error: unknown) =>
    logger.warn({
      msg: 'a database connection was lost',
      reason: error instanceof Error ? error.message : String(error),
    }),
});
