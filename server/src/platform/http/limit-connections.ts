import type { Server } from 'node:http';

/** For those who send a byte now and then, to keep a connection for nothing (slow loris); Node answers them 408. */
const LIMITS = {
  headersTimeout: 10_000,
  /** Headers and body, which is 2 MB at most. */
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
  /** Sockets of live readers included; beyond it a new connection is closed at once. */
  maxConnections: 5_000,
} as const satisfies Partial<Record<keyof Server | 'connectionsCheckingInterval', number>>;

/** Before `listen`: Node takes the interval over when it begins to. */
export const limitConnections = (server: Server): void => void Object.assign(server, LIMITS);
