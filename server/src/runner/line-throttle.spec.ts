import { describe, expect, it } from '@jest/globals';
import { LineThrottle } from './line-throttle.js';

const lines = (count: number) => Array.from({ length: count }, () => ({ bytes: 4 }));

describe('the line throttle', () => {
  it('lets a burst pass and counts the rest until it is reopened', () => {
    const throttle = new LineThrottle(10, 100, 0);
    expect(throttle.admit(lines(70), 0)).toBe(70);
    expect(throttle.admit(lines(70), 0)).toBe(30);
    expect(throttle.admit(lines(5), 500)).toBe(0);
    expect(throttle.isClosed).toBe(true);
    expect(throttle.reopen()).toEqual({ lines: 45, bytes: 180 });
    expect(throttle.isClosed).toBe(false);
    expect(throttle.admit(lines(20), 1_000)).toBe(10);
  });

  it('never holds back what stays below the rate', () => {
    const throttle = new LineThrottle(1_000, 1_000, 0);
    for (let now = 0; now < 100_000; now += 100) expect(throttle.admit(lines(100), now)).toBe(100);
  });
});
