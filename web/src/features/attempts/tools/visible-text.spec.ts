import { visibleText } from './visible-text';

test('what would reorder or hide a part of a command is spelled out', () => {
  expect(visibleText('rm \u202e-rf\u200b x\rls')).toBe('rm ⟨U+202E⟩-rf⟨U+200B⟩ x⟨U+000D⟩ls');
});

test('lines and tabs of any system stay as they are', () => {
  expect(visibleText('a\r\n\tb\n')).toBe('a\n\tb\n');
});
