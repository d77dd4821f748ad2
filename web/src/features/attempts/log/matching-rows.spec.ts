import type { LogRow } from './log-buffer';
import { createRowFinder } from './matching-rows';

/** A row that counts how often it was looked at. */
function row(seq: number, message: string) {
  let looks = 0;
  const found: LogRow = {
    seq,
    ts: '2026-01-11T07:03:10Z',
    get event() {
      looks += 1;
      return { kind: 'LOG', payload: { level: 'INFO', message, stream: 'stdout', run_id: null } } as const;
    },
  };
  return { row: found, looks: () => looks };
}

test('a row is searched once, however long the log grows behind it', () => {
  const [first, second] = [row(1, 'An ant'), row(2, 'Another ANT')];
  const rows = [first.row];
  const find = createRowFinder();
  expect(find(rows, 'ant')).toHaveLength(1);
  rows.push(second.row);
  expect(find(rows, 'ant').map(({ seq }) => seq)).toEqual([1, 2]);
  expect([first.looks(), second.looks()]).toEqual([1, 1]);
});

test('other words, and another list, are searched from the beginning', () => {
  const rows = [row(2, 'an ant').row, row(3, 'a bee').row];
  const find = createRowFinder();
  expect(find(rows, 'ant').map(({ seq }) => seq)).toEqual([2]);
  expect(find(rows, 'bee').map(({ seq }) => seq)).toEqual([3]);
  expect(find([row(1, 'old bee').row, ...rows], 'bee').map(({ seq }) => seq)).toEqual([1, 3]);
  expect(find(rows, ' ')).toBe(rows);
});
