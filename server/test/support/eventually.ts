import { setTimeout as sleep } from 'node:timers/promises';

/** For slow machines: less than Jest's own, so that a test says what it waited for. */
const PATIENCE_MS = 120_000;

/** Waits until `probe` returns something truthy. */
export async function eventually<T>(
  probe: () => T | Promise<T>,
  what: string,
  patienceMs = PATIENCE_MS,
): Promise<Exclude<NonNullable<T>, false>> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const result = await probe();
    if (result) return result as Exclude<NonNullable<T>, false>;
    if (performance.now() > deadline) throw new Error(`Timed out waiting for ${what}`);
    await sleep(10);
  }
}
