import type { PoolConfig } from 'pg';

const PATIENCE_MS = 10_000;

/** Of every pool. */
export const CONNECTION_OPTIONS = {
  keepAlive: true,
  keepAliveInitialDelayMillis: PATIENCE_MS,
  connectionTimeoutMillis: PATIENCE_MS,
  // Whose connection breaks is told by the statement under way; the event, unheard, would end this process.
  onConnect: (client) => void client.on('error', () => undefined),
} as const satisfies PoolConfig;
