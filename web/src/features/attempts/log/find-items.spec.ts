import type { AttemptEvent } from '@contracts/attempt-event';
import { createFinder, nextMatch } from './find-items';
import type { LogRow } from './log-buffer';

/** A row that counts how often it was looked at. */
function row(seq: number, message: string) {
  let looks = 0;
  const found: LogRow = {
    kind: 'row',
    seq,
    ts: '2026-01-11T07:03:10Z',
    get event(): AttemptEvent {
      looks += 1;
      return { kind: 'LOG', payload: { level: 'INFO', message, stream: 'stdout', run_id: null } };
    },
  };
  return { row: found, looks: () => looks };
}

test('a long log is not searched again when lines come behind it', () => {
  const [first, second, third] = [row(1, 'An ant'), row(2, 'a bee'), row(3, 'Another ANT')];
  const items = [first.row, second.row];
  const find = createFinder();
  expect(find(items, 'ant')).toEqual([0]);
  items.push(third.row);
  expect(find(items, 'ant')).toEqual([0, 2]);
  expect(first.looks()).toBe(1);
});

test('other words, and another list, are searched from the beginning', () => {
  const items = [row(2, 'an ant').row, row(3, 'a bee').row];
  const find = createFinder();
  expect(find(items, 'ant')).toEqual([0]);
  expect(find(items, 'bee')).toEqual([1]);
  expect(find([row(1, 'old bee').row, ...items], 'bee')).toEqual([0, 2]);
  expect(find(items, '')).toEqual([]);
});

test('words are found across a change of colour', () => {
  expect(createFinder()([row(1, '\u001b[32m16\u001b[0m passed').row], '16 passed')).toEqual([0]);
});

test('the next match comes behind, and after the last one the first', () => {
  expect(nextMatch([2, 5], 2, 1)).toBe(5);
  expect(nextMatch([2, 5], 5, 1)).toBe(2);
  expect(nextMatch([2, 5], 2, -1)).toBe(5);
  expect(nextMatch([], 0, 1)).toBeNull();
});
