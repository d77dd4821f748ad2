import type { Redaction } from '../../platform/process/redaction/redactor.js';
import { cutToBytes, toSafeText } from '../safe-text.js';

const MAX_DEPTH = 32;

export class TooDeep extends Error {
  constructor() {
    super(`nested deeper than ${MAX_DEPTH} levels`);
  }
}

/** A JSON value with every string in it, keys included, redacted and safe to store. Throws `TooDeep`. */
export function cleanJson(value: unknown, redaction: Redaction): unknown {
  const refuse = (): never => {
    throw new TooDeep();
  };
  return mapStrings(value, (text) => toSafeText(redaction.text(text)), refuse);
}

/** The same, with strings cut to `maxBytes` and without what is nested too deeply: whoever built the value did not bound it. */
export function cleanAndBound<T>(
  value: T,
  redaction: Redaction,
  maxBytes: number,
  onCut: (bytes: number) => void = () => undefined,
): T {
  const clean = (text: string): string => cutText(toSafeText(redaction.text(text)), maxBytes, onCut);
  return mapStrings(value, clean, () => '[nested too deeply]') as T; // only strings change
}

function cutText(text: string, maxBytes: number, onCut: (bytes: number) => void): string {
  const kept = cutToBytes(text, maxBytes);
  if (kept === text) return text;
  const bytes = Buffer.byteLength(text) - Buffer.byteLength(kept);
  onCut(bytes);
  return `${kept}\n… ${bytes} bytes more`;
}

function mapStrings(
  value: unknown,
  map: (text: string) => string,
  tooDeep: () => unknown,
  depth = 0,
): unknown {
  if (depth > MAX_DEPTH) return tooDeep();
  const inner = (part: unknown): unknown => mapStrings(part, map, tooDeep, depth + 1);
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map(inner);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [map(key), inner(part)]));
}
