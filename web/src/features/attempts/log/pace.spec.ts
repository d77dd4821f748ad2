import { jest } from '@jest/globals';
import { createPace } from './pace';

const FRAME_MS = 16;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('after a quiet time the next frame draws', () => {
  const draw = jest.fn();
  createPace()(draw);
  expect(draw).not.toHaveBeenCalled();
  jest.advanceTimersByTime(FRAME_MS);
  expect(draw).toHaveBeenCalledTimes(1);
});

test('a flood of lines is drawn a dozen times a second, and its end is not left out', () => {
  const pace = createPace();
  let lines = 0;
  let drawn = 0;
  let draws = 0;
  let waiting = false;
  for (let ms = 0; ms < 1000; ms += 1) {
    lines += 1;
    if (!waiting) {
      waiting = true;
      pace(() => {
        waiting = false;
        drawn = lines;
        draws += 1;
      });
    }
    jest.advanceTimersByTime(1);
  }
  jest.advanceTimersByTime(100);
  expect(draws).toBeGreaterThan(5);
  expect(draws).toBeLessThan(15);
  expect(drawn).toBe(lines);
});
