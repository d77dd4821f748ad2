import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresConnection } from 'bullmq';

const RETRY_MS = 1000;

interface Bootable {
  readyPromise?: Promise<void> | undefined;
  bootstrap(): Promise<void>;
}

/**
 * BullMQ 6.7.0 remembers a rejected first connection for ever, and a worker then spins on it, printing the error.
 * This forgets a rejection after a moment, so that the next use tries again.
 */
export function makePostgresConnectionsPatient(): void {
  Object.assign(PostgresConnection.prototype, {
    waitUntilReady(this: Bootable): Promise<void> {
      this.readyPromise ??= this.bootstrap().catch(async (error: unknown) => {
        await sleep(RETRY_MS);
        this.readyPromise = undefined;
        throw error;
      });
      return this.readyPromise;
    },
  });
}
