import { describe, expect, it } from '@jest/globals';
import { Redaction } from './redactor.js';

const SECRET = 'pä55/wörd+"\\?& ~x';

function redactChunks(redaction: Redaction, chunks: readonly Buffer[]): string {
  const redactor = redaction.stream();
  return Buffer.concat([...chunks.map((chunk) => redactor.push(chunk)), redactor.end()]).toString();
}

const inPieces = (bytes: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    Buffer.from(bytes.subarray(index * size, (index + 1) * size)),
  );

/** What a redactor should do, in the plainest way: mark every covered byte, then replace each stretch. */
function redactPlainly(text: string, secrets: readonly string[]): string {
  let result = '';
  let end = 0;
  for (let start = 0; start < text.length; start++) {
    const reach = Math.max(0, ...secrets.filter((s) => text.startsWith(s, start)).map((s) => s.length));
    if (reach > 0 && start >= end) result += '[redacted]';
    if (reach > 0) end = Math.max(end, start + reach);
    if (start >= end) result += text.charAt(start);
  }
  return result;
}

describe('redaction', () => {
  const spellings: [string, string][] = [
    ['as it is', SECRET],
    ['base64', Buffer.from(SECRET).toString('base64')],
    ['base64url', Buffer.from(SECRET).toString('base64url')],
    ['URL-encoded', encodeURIComponent(SECRET)],
    ['URL-encoded in lower case', encodeURIComponent(SECRET).replace(/%../g, (e) => e.toLowerCase())],
    ['form-encoded', new URLSearchParams([['', SECRET]]).toString().slice(1)],
    ['inside JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['URL-encoded twice', encodeURIComponent(encodeURIComponent(SECRET))],
    ['inside JSON inside JSON', JSON.stringify(JSON.stringify(SECRET)).slice(3, -3)],
    ['in hex', Buffer.from(SECRET).toString('hex')],
    ['in upper-case hex', Buffer.from(SECRET).toString('hex').toUpperCase()],
  ];

  it.each([
    ['UTF-16LE', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16BE', (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ])('finds it in %s, once', (_, encode) => {
    const redactor = new Redaction([SECRET]).stream();
    const bytes = encode(`key: ${SECRET}.`);
    const output = Buffer.concat([
      ...inPieces(bytes, 7).map((piece) => redactor.push(piece)),
      redactor.end(),
    ]);
    expect(output.toString('latin1').replaceAll('\0', '')).toBe('key: [redacted].');
    expect(redactor.found).toBe(1);
  });

  it.each([60, 64, 76])(
    'finds base64 in lines of %i characters, whatever stands before the secret',
    (columns) => {
      const key = `sk-ant-api03-${'Zx9_Qw4-'.repeat(11)}AA`;
      const redaction = new Redaction([key]);
      for (let before = 0; before < columns; before++) {
        const whole = Buffer.from(`${'.'.repeat(before)}${key}\nother\n`).toString('base64');
        const lines = whole.match(new RegExp(`.{1,${columns}}`, 'g')) ?? [];
        const output = redactChunks(redaction, inPieces(Buffer.from(lines.join('\n')), 50));
        const own = whole.slice(Math.ceil((before * 4) / 3), Math.floor(((before + key.length) * 4) / 3));
        const pieces = Array.from({ length: own.length - 16 }, (_, start) => own.slice(start, start + 16));
        expect(pieces.filter((piece) => output.includes(piece))).toEqual([]);
        expect(output.endsWith(lines.at(-1)?.slice(-4) ?? '')).toBe(true);
      }
    },
  );

  const KEY = `sk-ant-api03-${'Zx9_Qw4-Lk7'.repeat(6)}AA`;
  const broken: [string, string, number][] = [
    ['folded', KEY.replace(/.{40}/g, '$&\n'), 16],
    ['coloured', KEY.replace('api03', '\x1b[01;31m\x1b[Kapi03\x1b[m\x1b[K'), 16],
    ['in lines of hex', Buffer.from(KEY).toString('hex').replace(/.{60}/g, '$&\n'), 32],
  ];

  it.each(broken)('finds a key that is %s by its pieces', (_name, text, length) => {
    const output = redactChunks(new Redaction([KEY]), inPieces(Buffer.from(text), 50));
    const runs = output.split(/\n|\[redacted\]|\x1b\[[\d;]*[mK]/).map((run) => run.length);
    expect(Math.max(...runs)).toBeLessThan(length);
    expect(output).toContain('[redacted]');
  });

  it('finds each line of a key of several lines', () => {
    const line = 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW';
    const key = `-----BEGIN OPENSSH PRIVATE KEY-----\n${line}\n-----END OPENSSH PRIVATE KEY-----\n`;
    expect(new Redaction([key]).text(`1: ${line}.`)).toBe('1: [redacted].');
  });

  it('leaves the parts of an address, a path or a sentence alone', () => {
    const values = [
      'http://my-service-name1.example:8080/v1',
      '/usr/lib/node20-modules/bin',
      'the 20 of us here',
    ];
    const text = 'my-service-name1.example node20-modules/bin the 20 of us';
    expect(new Redaction(values).text(text)).toBe(text);
  });

  it.each(spellings)('finds a secret %s, split at every offset', (_name, spelling) => {
    const redaction = new Redaction([SECRET]);
    const bytes = Buffer.from(`before ${spelling} after`);
    for (let at = 0; at <= bytes.length; at++) {
      const chunks = [bytes.subarray(0, at), bytes.subarray(at)];
      expect(redactChunks(redaction, chunks)).toBe('before [redacted] after');
    }
    expect(redactChunks(redaction, inPieces(bytes, 1))).toBe('before [redacted] after');
  });

  const alignments = ['', 'u', 'us', 'user:'].flatMap((prefix) =>
    (['base64', 'base64url'] as const).map((encoding) => [encoding, prefix] as const),
  );

  it.each(alignments)('finds a secret in %s behind "%s", split at every offset', (encoding, prefix) => {
    const secret = 'sk-ant-0123>>>??456789abcdef';
    const text = Buffer.from(`${prefix}${secret} and more`).toString(encoding);
    const redaction = new Redaction([secret]);
    const redacted = redactChunks(redaction, [Buffer.from(text)]);
    expect(redacted).toContain('[redacted]');
    for (let at = 0; at <= text.length; at++) {
      const chunks = [text.slice(0, at), text.slice(at)].map((part) => Buffer.from(part));
      expect(redactChunks(redaction, chunks)).toBe(redacted);
    }
    const certain = Math.floor((secret.length * 4) / 3) - 1;
    expect(text.length - redacted.replace('[redacted]', '').length).toBeGreaterThanOrEqual(certain);
  });

  it('does the same as a plain search on random text of few letters, whatever the chunks', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    const secrets = ['aaaaaa', 'abcabcabc', 'bcabcaxx', 'cccccccccccc', 'aaaaaab'];
    const redaction = new Redaction(secrets);
    for (let round = 0; round < 100; round++) {
      const text = Array.from({ length: 60 }, () =>
        random(4) === 0 ? secrets[random(secrets.length)]!.slice(random(3)) : 'abcx'[random(4)]!,
      ).join('');
      const expected = redactPlainly(text, secrets);
      for (const size of [1, 2, 5, 11, 1000]) {
        expect(redactChunks(redaction, inPieces(Buffer.from(text), size))).toBe(expected);
      }
    }
  });

  it('passes on at once whatever cannot be the beginning of a secret', () => {
    const redactor = new Redaction(['topsecret']).stream();
    expect(redactor.push(Buffer.from('line\n')).toString()).toBe('line\n');
    expect(redactor.push(Buffer.from('to')).toString()).toBe('');
    expect(redactor.push(Buffer.from('morrow\n')).toString()).toBe('tomorrow\n');
  });

  it('holds back no more than a secret, although secrets overlap without end', () => {
    const redactor = new Redaction(['aaaaaa']).stream();
    const chunk = Buffer.alloc(64 * 1024, 'a');
    const passed = Array.from({ length: 50 }, () => redactor.push(chunk).length).reduce((a, b) => a + b);
    expect(passed).toBe('[redacted]'.length);
    expect(redactor.push(Buffer.from('b')).toString()).toBe('b');
  });

  it('ignores secrets of less than 6 characters, and changes nothing without secrets', () => {
    const bytes = Buffer.from('12345 abc');
    expect(redactChunks(new Redaction(['12345', '']), [bytes])).toBe('12345 abc');
    expect(new Redaction([]).stream().push(bytes)).toBe(bytes);
    expect(new Redaction(['123456']).text('x123456y')).toBe('x[redacted]y');
  });
});
