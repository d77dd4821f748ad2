import { describe, expect, it } from '@jest/globals';
import { LineSplitter } from './line-splitter.js';
import { toOutputRecord } from './output-record.js';
import { completeUtf8Length, cutToBytes } from './safe-text.js';

function split(chunks: readonly (string | Buffer)[], maxBytes = 8) {
  const splitter = new LineSplitter(maxBytes);
  const lines = chunks.flatMap((chunk) =>
    splitter
      .push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
      .map((line) => toOutputRecord('stdout', 'agent', line)),
  );
  const rest = splitter.end();
  const records = [...lines, ...(rest ? [toOutputRecord('stdout', 'agent', rest)] : [])];
  return records.map(({ text, omittedBytes, unterminated }) => ({
    text,
    ...(omittedBytes !== undefined && { omittedBytes }),
    ...(unterminated && { unterminated }),
  }));
}

describe('splitting output into lines', () => {
  it('splits wherever the chunks end', () => {
    const expected = [{ text: 'one' }, { text: '' }, { text: 'two' }];
    expect(split(['one\n\ntwo\n'])).toEqual(expected);
    expect(split('one\n\ntwo\n'.split(/(?=.)/s))).toEqual(expected);
  });

  it('marks a last line without newline', () => {
    expect(split(['one\ntw', 'o'])).toEqual([{ text: 'one' }, { text: 'two', unterminated: true }]);
  });

  it('keeps the beginning of a long line and counts the rest', () => {
    expect(split(['123456789', '0\nnext\n'])).toEqual([
      { text: '12345678', omittedBytes: 2 },
      { text: 'next' },
    ]);
    expect(split(['1234567890\n'])).toEqual([{ text: '12345678', omittedBytes: 2 }]);
    expect(split(['12345678\n'])).toEqual([{ text: '12345678' }]);
  });

  it('does not cut a character in two', () => {
    expect(split(['123456€€\n'])).toEqual([{ text: '123456', omittedBytes: 6 }]);
    expect(split(['12345€€\n'])).toEqual([{ text: '12345€', omittedBytes: 3 }]);
    expect(split(['12345😀\n'])).toEqual([{ text: '12345', omittedBytes: 4 }]);
  });

  it('joins a character that is split between chunks', () => {
    const euro = Buffer.from('€\n');
    expect(split([euro.subarray(0, 1), euro.subarray(1, 2), euro.subarray(2)])).toEqual([{ text: '€' }]);
  });

  it('makes NUL visible, replaces invalid bytes, drops the carriage return of a line end', () => {
    const bytes = Buffer.from([0x61, 0, 0xff, 0xc3, 0x28, 0x0d, 0x0a]);
    expect(split([bytes])).toEqual([{ text: 'a\u2400\ufffd\ufffd(' }]);
  });
});

describe('cutting text to bytes', () => {
  it('leaves complete and broken text alone', () => {
    for (const text of ['', 'a', 'é', '€', '😀']) {
      expect(completeUtf8Length(Buffer.from(text))).toBe(Buffer.byteLength(text));
    }
    expect(completeUtf8Length(Buffer.from([0x80, 0x80, 0x80, 0x80]))).toBe(4);
  });

  it('ends before the character that does not fit', () => {
    expect(cutToBytes('a€b', 3)).toBe('a');
    expect(cutToBytes('a€b', 4)).toBe('a€');
    expect(cutToBytes('a€b', 5)).toBe('a€b');
  });
});

describe('fast and slow paths of the splitter', () => {
  it('agree, whatever the bytes and the chunks', () => {
    let seed = 3;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    const alphabet = ['a', 'b', '\n', '\n', '\r', '\r\n', '€', '\0', '\xff'];
    for (let round = 0; round < 500; round++) {
      const letters = round % 2 === 0 ? 6 : alphabet.length;
      const bytes = Buffer.concat(
        Array.from({ length: 40 }, () =>
          Buffer.from(alphabet[random(letters)]!, random(9) ? 'utf8' : 'latin1'),
        ),
      );
      const bytewise = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
      const at = random(bytes.length);
      const expected = split(bytewise, 5);
      expect(split([bytes], 5)).toEqual(expected);
      expect(split([bytes.subarray(0, at), bytes.subarray(at)], 5)).toEqual(expected);
    }
  });
});
