import { lineChanges, parseDiff, type ChangedLine } from './line-changes';

const shown = (lines: readonly ChangedLine[]) => lines.map(({ mark, text }) => mark + text);

test('only what differs is marked, with a few lines around it', () => {
  const before = ['1', '2', '3', '4', 'old', '6'].join('\n');
  const after = ['1', '2', '3', '4', 'new', 'more', '6'].join('\n');
  expect(shown(lineChanges(before, after))).toEqual([' 2', ' 3', ' 4', '-old', '+new', '+more', ' 6']);
});

test('a new text is all added, and an emptied one all removed', () => {
  expect(shown(lineChanges('', 'a\nb\n'))).toEqual(['+a', '+b']);
  expect(shown(lineChanges('a\nb', ''))).toEqual(['-a', '-b']);
});

test('a line that is repeated is counted once only', () => {
  expect(shown(lineChanges('a\na', 'a\na\na'))).toEqual([' a', ' a', '+a']);
});

test('a diff as git writes it is read line by line', () => {
  const text = '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n same\n';
  expect(shown(parseDiff(text))).toEqual([' --- a/x', ' +++ b/x', ' @@ -1 +1 @@', '-old', '+new', ' same']);
});
