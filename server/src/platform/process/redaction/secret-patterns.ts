const SHORTEST = 6;
/** Of base64, too long to stand in other text by chance: up to 15 characters beside a line's end stay. */
const PIECE = 16;

/**
 * The byte sequences to look for in output: each secret as it is and as programs print it, in base64 (also
 * when other bytes stand before it, or it is broken into lines), base64url, URL-encoded, in hex and inside a JSON string. Shorter ones than
 * 6 characters are left out: they would redact ordinary text.
 */
export function secretPatterns(secrets: readonly string[]): Buffer[] {
  const values = secrets.flatMap((secret) => [secret, secret.trim()]).filter(isLongEnough);
  const texts = new Set(values.flatMap(spellings).filter(isLongEnough));
  return [...texts].map((text) => Buffer.from(text));
}

const isLongEnough = (text: string): boolean => text.length >= SHORTEST;

const spellings = (secret: string): string[] => [
  secret,
  ...base64Spellings(Buffer.from(secret)),
  ...urlSpellings(secret),
  ...jsonSpellings(secret),
  ...hexSpellings(Buffer.from(secret).toString('hex')),
];

const hexSpellings = (hex: string): string[] => [hex, hex.toUpperCase()];

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

/** Programs break base64 into lines, anywhere: what stands on one line is found by its pieces, which overlap. */
const piecesOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - PIECE) }, (_, start) => text.slice(start, start + PIECE));

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
