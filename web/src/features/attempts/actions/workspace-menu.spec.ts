import { editorLink, shellWord } from './workspace-menu';

test('a path with spaces and signs opens in the editor as it is', () => {
  expect(editorLink('/home/me/my data/#1')).toBe('vscode://file/home/me/my%20data/%231');
  expect(editorLink('/a/b')).toBe('vscode://file/a/b');
});

test('a path is one word of a shell, whatever is in it', () => {
  expect(shellWord('/data/attempts/1')).toBe('/data/attempts/1');
  expect(shellWord("/it's $(here)")).toBe(`'/it'\\''s $(here)'`);
});
