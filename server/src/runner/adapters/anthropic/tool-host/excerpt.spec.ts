import { describe, expect, it } from '@jest/globals';
import { Excerpt } from './excerpt.js';

const excerptOf = (chunks: readonly string[], maxBytes: number): string => {
  const excerpt = new Excerpt(maxBytes);
  for (const chunk of chunks) excerpt.push(Buffer.from(chunk));
  return excerpt.toString();
};

describe('an excerpt', () => {
  it('is the whole of what is short enough', () => {
    expect(excerptOf(['abc', 'def', 'ghij'], 10)).toBe('abcdefghij');
  });

  it.each([[['abcdefghijkl']], [['a', 'bcdefgh', 'ij', 'kl']], [[...'abcdefghijkl']]])(
    'keeps both ends, however it arrives: %j',
    (chunks) => expect(excerptOf(chunks, 10)).toBe('abcde\n[2 bytes left out here]\nhijkl'),
  );

  it('cuts no character in two', () => {
    expect(excerptOf(['ééééééé'], 6)).toBe('é\n[8 bytes left out here]\né');
  });
});
