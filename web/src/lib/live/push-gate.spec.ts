import { jest } from '@jest/globals';
import { createPushGate } from './push-gate';

function gate() {
  jest.useFakeTimers();
  const batches: (readonly string[])[] = [];
  return { ...createPushGate<string>((items) => batches.push(items)), batches };
}

afterEach(() => jest.useRealTimers());

test('what comes within one frame of the screen is applied together, in its order', () => {
  const { push, batches } = gate();
  push('one');
  push('two');
  jest.advanceTimersByTime(20);
  push('three');
  jest.advanceTimersByTime(20);
  expect(batches).toEqual([['one', 'two'], ['three']]);
});

test('pushes during a drag wait, and come in their order when it ends', () => {
  const { push, hold, release, batches } = gate();
  push('before');
  hold();
  push('during');
  jest.advanceTimersByTime(1000);
  expect(batches).toEqual([]);
  release();
  expect(batches).toEqual([['before', 'during']]);
  push('after');
  jest.advanceTimersByTime(20);
  expect(batches).toEqual([['before', 'during'], ['after']]);
});

test('a gate that was closed applies nothing more', () => {
  const { push, close, batches } = gate();
  push('late');
  close();
  jest.advanceTimersByTime(1000);
  expect(batches).toEqual([]);
});
