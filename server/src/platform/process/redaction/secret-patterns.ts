const SHORTEST = 6;
/** Too long to stand in other text by chance. */
const PIECE = 16;
/** One word of the letters that keys are made of; no address, no path. */
const LOOKS_LIKE_A_KEY = /^\w[\w.~+/=-]*$/;
const HAS_LETTER_AND_DIGIT = /[a-z].*\d|\d.*[a-z]/i;

/**
 * The byte sequences to look for in output: each secret as it is and as programs print it, in base64 (also when
 * other bytes stand before it), base64url, URL-encoded once and twice, in hex, inside JSON, once and twice, and in UTF-16.
 * Programs also break what they print (lines of 76 characters, the colour of a match), so long encodings and
 * keys are found by their pieces: up to 15 characters beside such a break stay (31 of hex). Secrets shorter than
 * 6 characters are left out: they would redact ordinary text.
 */
export function secretPatterns(secrets: readonly string[]): Buffer[] {
  const values = [...new Set(secrets.flatMap((secret) => [secret, secret.trim()]))].filter(isLongEnough);
  const texts = new Set(values.flatMap(spellings).filter(isLongEnough));
  return [...[...texts].map((text) => Buffer.from(text)), ...values.flatMap(inUtf16)];
}

function inUtf16(text: string): Buffer[] {
  const littleEndian = Buffer.from(text, 'utf16le');
  return [littleEndian, Buffer.from(littleEndian).swap16()];
}

const isLongEnough = (text: string): boolean => text.length >= SHORTEST;

const spellings = (secret: string): string[] => [
  secret,
  ...keysIn(secret).flatMap((key) => piecesOf(key)),
  ...base64Spellings(Buffer.from(secret)),
  ...urlSpellings(secret).flatMap((text) => [text, encodeURIComponent(text)]),
  ...jsonSpellings(secret).flatMap((text) => [text, ...jsonSpellings(text)]),
  ...hexSpellings(Buffer.from(secret).toString('hex')),
];

/** A key of several lines, as of SSH, is printed by the line too. */
const keysIn = (secret: string): string[] =>
  secret.split(/\s+/).filter((word) => LOOKS_LIKE_A_KEY.test(word) && HAS_LETTER_AND_DIGIT.test(word));

const hexSpellings = (hex: string): string[] =>
  [hex, ...piecesOf(hex, 2 * PIECE)].flatMap((text) => [text, text.toUpperCase()]);

/** A character of base64 that also holds bits of a neighbour is unknown, unless the text ends there. */
function base64Spellings(secret: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), secret]).toString('base64');
    const start = Math.ceil((offset * 8) / 6);
    const certain = padded.slice(start, Math.floor(((offset + secret.length) * 8) / 6));
    const last = padded.slice(start);
    return [certain, last, last.replaceAll('=', ''), ...piecesOf(certain)].flatMap((text) => [
      text,
      text.replaceAll('+', '-').replaceAll('/', '_'),
    ]);
  });
}

/** Every stretch of that length: overlapping, so that a break anywhere leaves whole ones on its sides. */
const piecesOf = (text: string, length = PIECE): string[] =>
  Array.from({ length: Math.max(0, text.length - length + 1) }, (_, start) =>
    text.slice(start, start + length),
  );

function urlSpellings(secret: string): string[] {
  const component = encodeURIComponent(Buffer.from(secret).toString());
  const strict = component.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const withSlashes = strict.replaceAll('%2F', '/');
  const form = new URLSearchParams([['', secret]]).toString().slice(1);
  return [component, strict, withSlashes, form]
    .flatMap((text) => [text, text.replaceAll('%20', '+')])
    .flatMap((text) => [text, text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase())]);
}

function jsonSpellings(secret: string): string[] {
  const escaped = JSON.stringify(secret).slice(1, -1);
  const ascii = escaped.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [escaped, ascii].flatMap((text) => [text, text.replaceAll('/', '\\/')]);
}
