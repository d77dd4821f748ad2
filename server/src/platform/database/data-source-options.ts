import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { migrations } from '../../../../migrations/index.js';
import { CONNECTION_OPTIONS } from './connection-options.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';

const POOL_SIZE = 20;
/** A connection that the network swallowed in the middle of a transaction must not keep its locks. */
const ABANDONED_MS = 60_000;

/** How TypeORM sees the database at `url`; its own pool also serves plain SQL. */
export const dataSourceOptions = (url: string): DataSourceOptions => ({
  type: 'postgres',
  driver: pg, // or TypeORM looks for one in node_modules, which the bundle has its own copy of
  url,
  migrations,
  synchronize: false,
  namingStrategy: new SnakeNamingStrategy(),
  poolSize: POOL_SIZE,
  extra: { ...CONNECTION_OPTIONS, idle_in_transaction_session_timeout: ABANDONED_MS },
  poolErrorHandler: () => undefined, // see reportLostConnections, which knows the pool
});
