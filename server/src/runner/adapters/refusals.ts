/** Refusals of a provider in a row. */
export interface Refusals {
  /** Of these the provider said when to come back. */
  readonly told: number;
  readonly untold: number;
  /** When the first one came (milliseconds since the epoch). */
  readonly since: number;
}

/** The weekly limit of a subscription, and a day for clocks and zones. */
const LONGEST_MS = 8 * 24 * 60 * 60_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

export const NO_REFUSALS: Refusals = { told: 0, untold: 0, since: Infinity };

/**
 * When to come back to a provider that refuses requests until `until` (all in milliseconds since the epoch), however
 * often it did `before`; undefined when all waits in a row would be too long. What is over too soon, again and again, is
 * stretched.
 */
export function comeBackAt(until: number, { told, since }: Refusals, now: number): number | undefined {
  if (until - Math.min(since, now) > LONGEST_MS) return undefined;
  const pause = told === 0 ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (told - 1));
  return Math.max(until, now + pause);
}

/** With one more; `isTold`: it said when to come back. */
export const oneMore = ({ told, untold, since }: Refusals, isTold: boolean, now: number): Refusals => ({
  told: told + Number(isTold),
  untold: untold + Number(!isTold),
  since: Math.min(since, now),
});
