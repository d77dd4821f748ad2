import { createPostgresBackend, runMigrations, setDefaultBackendFactory } from 'bullmq';
import { Redis } from 'ioredis';
import { REDIS_OPTIONS } from './redis-options.js';
import pg from 'pg';
import { CONNECTION_OPTIONS } from '../database/connection-options.js';
import { makePostgresConnectionsPatient } from './patient-postgres-connection.js';

const POOL_SIZE = 20;
const SEARCH_PATH = '-c search_path=bullmq';
/** No statement of a queue takes longer, unless the network has swallowed it. */
const STATEMENT_MS = 10_000;

/** Where BullMQ keeps its jobs, shared by all queues and workers of this process. Injection token. */
export abstract class QueueBackend {
  abstract readonly connection: pg.Pool | Redis;
  /** Rejects when the queue cannot be used now. */
  abstract ping(): Promise<void>;
  abstract close(): Promise<void>;
}

/** BullMQ's own schema `bullmq` in the database, migrated before any worker exists. */
export async function connectPostgresQueue(databaseUrl: string): Promise<QueueBackend> {
  makePostgresConnectionsPatient();
  setDefaultBackendFactory(createPostgresBackend);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    ...CONNECTION_OPTIONS,
    max: POOL_SIZE,
    query_timeout: STATEMENT_MS,
    options: SEARCH_PATH,
  });
  pool.setMaxListeners(0); // every queue and worker listens
  pool.on('error', () => undefined); // a lost idle connection is replaced at the next use
  await migrate(databaseUrl);
  return {
    connection: pool,
    ping: async () => {
      await pool.query('select 1');
    },
    close: () => pool.end(),
  };
}

/** On a connection of its own: this one may take its time. */
async function migrate(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, options: SEARCH_PATH });
  client.on('error', () => undefined); // the statement under way fails with it
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}

/** BullMQ on Redis; throws with what to do when Redis does not answer. */
export async function connectRedisQueue(redisUrl: string): Promise<QueueBackend> {
  setDefaultBackendFactory(undefined); // BullMQ's own default
  const redis = new Redis(redisUrl, { ...REDIS_OPTIONS, lazyConnect: true });
  redis.on('error', () => undefined); // ioredis connects again by itself
  await redis.connect().catch((error: unknown) => {
    redis.disconnect();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`REDIS_URL: no connection to Redis at ${new URL(redisUrl).host}: ${reason}`, {
      cause: error,
    });
  });
  return {
    connection: redis,
    ping: async () => {
      if (redis.status !== 'ready') throw new Error('no connection to Redis');
      await redis.ping();
    },
    close: async () => {
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}
