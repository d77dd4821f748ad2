import { describe, expect, it } from '@jest/globals';
import { replace } from './change-file.js';

describe('an edit', () => {
  it('replaces what occurs once, taking the new text literally', () => {
    expect(replace('a b c', { old_string: 'b', new_string: '$&$1' })).toEqual({ text: 'a $&$1 c', count: 1 });
  });

  it('refuses what occurs never, or more than once', () => {
    expect(() => replace('a', { old_string: 'b', new_string: '' })).toThrow(/does not occur/);
    expect(() => replace('a a', { old_string: 'a', new_string: '' })).toThrow(/2 times/);
  });

  it('replaces all when told to', () => {
    expect(replace('a a', { old_string: 'a', new_string: 'b', replace_all: true })).toEqual({
      text: 'b b',
      count: 2,
    });
  });

  it('keeps the line ends of a file that has \\r\\n', () => {
    expect(replace('a\r\nb\r\nc', { old_string: 'a\nb', new_string: 'x\ny' }).text).toBe('x\r\ny\r\nc');
  });
});
