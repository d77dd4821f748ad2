import type { RedisOptions } from 'ioredis';

/** Of every connection to Redis: none gives up, and one whose answer the network swallows is made anew. */
export const REDIS_OPTIONS: RedisOptions = {
  maxRetriesPerRequest: null, // BullMQ asks for it: its workers block on theirs
  keepAlive: 10_000,
  socketTimeout: 20_000, // a blocked worker is answered every 5 to 10 s
};
