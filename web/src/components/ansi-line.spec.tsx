import { render } from '@testing-library/react';
import { AnsiLine } from './ansi-line';

const ESC = '\u001b';
const shown = (text: string) => render(<AnsiLine text={text} />).container;

test('a colour becomes a class', () => {
  const line = shown(`${ESC}[32m✓${ESC}[0m passed`);
  expect(line.textContent).toBe('✓ passed');
  expect(line.querySelector('.ansi-green-fg')?.textContent).toBe('✓');
});

test('markup in coloured output stays text', () => {
  const line = shown(`${ESC}[31m<img src=x onerror=alert(1)>${ESC}[0m`);
  expect(line.querySelector('img')).toBeNull();
  expect(line.textContent).toBe('<img src=x onerror=alert(1)>');
});

test('an OSC 8 link links to nothing', () => {
  const line = shown(`${ESC}]8;;https://example.org${ESC}\\click${ESC}]8;;${ESC}\\`);
  expect(line.querySelector('a')).toBeNull();
});

test('a redrawn line shows its last state, and bidi overrides are taken out', () => {
  expect(shown('10%\r50%\r100%').textContent).toBe('100%');
  expect(shown('safe\u202Eexe.txt').textContent).toBe('safeexe.txt');
});

test('the colour that a line leaves open ends with it', () => {
  shown(`${ESC}[31mred`);
  expect(shown(`${ESC}[1mbold`).querySelector('.ansi-red-fg')).toBeNull();
});

test('each of several lines shows its own last state', () => {
  expect(shown('10%\r100%\r\none\rtwo').textContent).toBe('100%\ntwo');
});
