import { diffLines, inputParts, type InputPart } from './input-parts';

const change = (...lines: string[]): InputPart => ({
  kind: 'change',
  lines: lines.map((line) => ({ mark: line.charAt(0) as '+' | '-' | ' ', text: line.slice(1) })),
});

test('a command stands for itself, and what is said beside it is kept', () => {
  expect(inputParts({ command: 'npm test', description: 'Run the tests', timeout: 5 })).toEqual([
    { kind: 'command', text: 'npm test' },
    { kind: 'fact', name: 'description', value: 'Run the tests' },
    { kind: 'fact', name: 'timeout', value: '5' },
  ]);
  expect(inputParts({ cmd: ['git', 'push'] })).toEqual([{ kind: 'command', text: 'git push' }]);
});

test.each([
  [{ path: 'a.ts', old_string: 'a', new_string: 'b' }],
  [{ path: 'a.ts', oldText: 'a', newText: 'b' }],
  [{ path: 'a.ts', edits: [{ old_string: 'a', new_string: 'b' }] }],
])('an edit is a small diff: %o', (input) => {
  expect(inputParts(input)).toEqual([{ kind: 'fact', name: 'path', value: 'a.ts' }, change('-a', '+b')]);
});

test('a file that is written is all new', () => {
  expect(inputParts({ file_path: 'a.ts', content: 'one\ntwo' })).toEqual([
    { kind: 'fact', name: 'file_path', value: 'a.ts' },
    change('+one', '+two'),
  ]);
});

test('whatever has no form of its own is there as JSON or as text: nothing is left out', () => {
  const parts = inputParts({ edits: [{ odd: 1 }], prompt: 'a\nb', force: false });
  expect(parts).toEqual([
    { kind: 'fact', name: 'force', value: 'false' },
    { kind: 'text', name: 'prompt', text: 'a\nb' },
    { kind: 'rest', json: JSON.stringify({ edits: [{ odd: 1 }] }, null, 2) },
  ]);
  expect(inputParts([1])).toEqual([{ kind: 'rest', json: '[\n  1\n]' }]);
  expect(inputParts(undefined)).toEqual([]);
});

test('what a call changed is read as git writes it, and as texts before and after', () => {
  expect(diffLines('-a\n+b')).toEqual(
    change('-a', '+b').kind === 'change' ? diffLines({ oldText: 'a', newText: 'b' }) : [],
  );
  expect(diffLines([{ type: 'diff', path: 'x', oldText: null, newText: 'new' }])).toEqual([
    { mark: '+', text: 'new' },
  ]);
  expect(diffLines({ additions: 2, deletions: 1 })).toEqual([]);
});
