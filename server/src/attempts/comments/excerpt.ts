const MAX_LINE = 1_000;
const MAX_EXCERPT = 8_000;

/** Lines as one text of a bounded length; `…` says that something is left out. */
export function excerptOf(lines: readonly string[]): string {
  return shorten(lines.map((line) => shorten(line, MAX_LINE)).join('\n'), MAX_EXCERPT);
}

const shorten = (text: string, length: number): string =>
  // No half of a surrogate pair: PostgreSQL and JSON parsers refuse it.
  text.length > length ? `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…` : text;
