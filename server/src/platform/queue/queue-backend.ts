import { createPostgresBackend, runMigrations, setDefaultBackendFactory } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { makePostgresConnectionsPatient } from './patient-postgres-connection.js';

const POOL_SIZE = 20;

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
    max: POOL_SIZE,
    keepAlive: true,
    options: '-c search_path=bullmq',
  });
  pool.setMaxListeners(0); // every queue and worker listens
  pool.on('error', () => undefined); // a lost idle connection is replaced at the next use
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  return {
    connection: pool,
    ping: async () => {
      await pool.query('select 1');
    },
    close: () => pool.end(),
  };
}

/** BullMQ on Redis; throws with what to do when Redis does not answer. */
export async function connectRedisQueue(redisUrl: string): Promise<QueueBackend> {
  setDefaultBackendFactory(undefined); // BullMQ's own default
  // Workers block on their connection; BullMQ asks for this setting.
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true });
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
      await redis.ping();
    },
    close: async () => {
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}
