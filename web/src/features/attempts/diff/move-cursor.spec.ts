import { codeOf, positionOfSelection, rowsOf } from './diff-rows';
import { moveCursor } from './move-cursor';

const HUNK = {
  old_start: 10,
  old_lines: 3,
  new_start: 10,
  new_lines: 4,
  lines: [
    { t: ' ' as const, text: 'before' },
    { t: '-' as const, text: 'gone' },
    { t: '+' as const, text: 'come' },
    { t: '+' as const, text: 'more' },
    { t: ' ' as const, text: 'after' },
  ],
};
const rows = rowsOf([HUNK]);
const press = (key: string, from: ReturnType<typeof moveCursor> = null, shiftKey = false) =>
  moveCursor(rows, 'a', from?.position ?? null, from?.anchor ?? null, { key, shiftKey });

test('arrows go from line to line, each on the side that it is of', () => {
  const first = press('ArrowDown');
  expect(first?.position).toEqual({ path: 'a', side: 'new', start_line: null, line: 10 });
  const removed = press('ArrowDown', first);
  expect(removed).toMatchObject({ words: 'removed old line 11', text: 'gone' });
  expect(press('ArrowDown', removed)).toMatchObject({ words: 'added line 11', text: 'come' });
  expect(press('ArrowUp', first)?.position.line).toBe(10);
  expect(press('x', first)).toBeNull();
});

test('a page, the first line and the last are one key away', () => {
  const end = press('PageDown', press('ArrowDown'));
  expect(end?.position.line).toBe(13);
  expect(press('PageUp', end)?.position.line).toBe(10);
  expect(press('Home', end)?.position.line).toBe(10);
  expect(press('End', press('Home', end))?.position.line).toBe(13);
});

test('Shift holds one end, whichever way the other goes', () => {
  const held = press('ArrowDown', press('ArrowDown', press('ArrowDown')));
  const down = press('ArrowDown', held, true);
  expect(down?.position).toEqual({ path: 'a', side: 'new', start_line: 11, line: 12 });
  const further = press('ArrowDown', down, true);
  expect(further?.position).toMatchObject({ start_line: 11, line: 13 });
  const back = press('ArrowUp', press('ArrowUp', further, true), true);
  expect(back?.position).toMatchObject({ start_line: null, line: 11 });
  const up = press('ArrowUp', press('ArrowUp', press('End'), true), true);
  expect(up?.position).toMatchObject({ start_line: 11, line: 13 });
});

test('a selection over both sides is about that of its end', () => {
  const range = { start: 11, side: 'deletions' as const, end: 12, endSide: 'additions' as const };
  const position = positionOfSelection(rows, 'a', range);
  expect(position).toEqual({ path: 'a', side: 'new', start_line: 11, line: 12 });
  expect(position && codeOf(rows, position)).toBe('come\nmore');
});
