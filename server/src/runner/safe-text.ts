/** PostgreSQL stores U+0000 neither in text nor in jsonb, so it becomes the visible symbol for NUL. */
const VISIBLE_NUL = '\u2400';

/** Text that every store and every JSON parser takes: lone surrogates become U+FFFD. */
export const toSafeText = (text: string): string => decodeSafely(Buffer.from(text));

/** Lossy on purpose: invalid bytes become U+FFFD; the raw log keeps the originals. */
export const decodeSafely = (bytes: Buffer): string => bytes.toString('utf8').replaceAll('\0', VISIBLE_NUL);

/** At most `maxBytes` of UTF-8, without half a character at the end. */
export function cutToBytes(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) return text;
  const start = bytes.subarray(0, maxBytes);
  return start.toString('utf8', 0, completeUtf8Length(start));
}

/** Length without a character that was cut in the middle at the end. */
export function completeUtf8Length(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function sequenceLength(leadByte: number): number {
  if (leadByte >= 0xf0) return 4;
  return leadByte >= 0xe0 ? 3 : 2;
}
