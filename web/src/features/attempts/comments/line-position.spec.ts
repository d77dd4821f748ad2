import { lineWords, parseLineParam, toLineParam } from './line-position';

test('lines of an address are read back as they were written', () => {
  for (const line of ['R12', 'R12-15', 'L3', 'L3-9']) {
    const position = parseLineParam('src/a.ts', line);
    expect(position && toLineParam(position)).toBe(line);
  }
  expect(parseLineParam('a', 'R9-3')).toEqual({ path: 'a', side: 'new', start_line: 3, line: 9 });
});

test('what is no line leads nowhere', () => {
  for (const line of ['', '12', 'R', 'R0', 'X4', 'R1-', 'R1;2', 'L99999999999'])
    expect(parseLineParam('a', line)).toBeNull();
});

test('words say the side only where it is the old one', () => {
  expect(lineWords({ side: 'new', start_line: null, line: 4 })).toBe('line 4');
  expect(lineWords({ side: 'old', start_line: 2, line: 4 })).toBe('old lines 2–4');
});
