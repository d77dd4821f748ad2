import { setTimeout as sleep } from 'node:timers/promises';

/** For slow machines: less than Jest's own, so that a test says what it waited for. */
const PATIENCE_MS = 120_000;

/** Each look takes processor time from what is waited for: the longer it took, the rarer they are. */
const pauseMs = (elapsedMs: number): number => Math.min(10 + elapsedMs / 10, 100);

/** Waits until `probe` returns something truthy. */
export async function eventually<T>(
  probe: () => T | Promise<T>,
  what: string,
  patienceMs = PATIENCE_MS,
): Promise<Exclude<NonNullable<T>, false>> {
  const began = performance.now();
  for (;;) {
    const result = await probe();
    if (result) return result as Exclude<NonNullable<T>, false>;
    const elapsedMs = performance.now() - began;
    if (elapsedMs > patienceMs) throw new Error(`Timed out waiting for ${what}`);
    await sleep(pauseMs(elapsedMs));
  }
}
