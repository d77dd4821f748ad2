import { describe, expect, it } from '@jest/globals';
import { comeBackAt, NO_REFUSALS, oneMore, type Refusals } from './refusals.js';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const DAY_MS = 24 * 60 * 60_000;
const told = (count: number, since = NOW): Refusals => ({ told: count, untold: 0, since });

describe('a provider that says when to come back', () => {
  it('is believed, however often, and for the days of a week', () => {
    expect(comeBackAt(NOW + 90_000, NO_REFUSALS, NOW)).toBe(NOW + 90_000);
    expect(comeBackAt(NOW + 7 * DAY_MS, NO_REFUSALS, NOW)).toBe(NOW + 7 * DAY_MS);
    expect(comeBackAt(NOW + DAY_MS, told(100), NOW)).toBe(NOW + DAY_MS);
  });

  it('is not waited for when all waits in a row are longer than that', () => {
    expect(comeBackAt(NOW + 9 * DAY_MS, NO_REFUSALS, NOW)).toBeUndefined();
    expect(comeBackAt(NOW + 2 * DAY_MS, told(1, NOW - 7 * DAY_MS), NOW)).toBeUndefined();
    expect(comeBackAt(NOW + 2 * DAY_MS, told(1, NOW - 5 * DAY_MS), NOW)).toBeDefined();
  });

  it('is asked ever more seldom when its times are over too soon', () => {
    const pauses = [0, 1, 2, 5, 30].map((count) => (comeBackAt(NOW, told(count), NOW) ?? NaN) - NOW);
    expect(pauses).toEqual([0, 1_000, 2_000, 16_000, 600_000]);
  });

  it('has refused since the first time, told or not', () => {
    const first = oneMore(NO_REFUSALS, false, NOW);
    expect(oneMore(first, true, NOW + 5)).toEqual({ told: 1, untold: 1, since: NOW });
  });
});
