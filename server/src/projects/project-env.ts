import { DomainError, type FieldError } from '../platform/errors/domain-error.js';

/** Values to store by name; null takes the name away. */
export type EnvPatch = ReadonlyMap<string, string | null>;

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const MAX_VALUE_LENGTH = 32_768;
const MAX_NAMES = 200;

/** Reads the body of `PUT …/env`, an object whose keys only its sender knows; throws 400 with every fault. */
export function parseEnv(body: unknown): EnvPatch {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw malformed([{ path: '', message: 'must be an object of names and values' }]);
  }
  const patch = new Map<string, string | null>();
  const faults: FieldError[] = [];
  for (const [name, value] of Object.entries(body)) {
    const message = faultOf(name, value);
    if (message !== null) faults.push({ path: name, message });
    else patch.set(name, value as string | null);
  }
  if (patch.size > MAX_NAMES) faults.push({ path: '', message: `at most ${MAX_NAMES} names` });
  if (faults.length > 0) throw malformed(faults);
  return patch;
}

function faultOf(name: string, value: unknown): string | null {
  if (!NAME.test(name)) return 'a name has letters, digits and _, and does not begin with a digit';
  if (value === null) return null;
  if (typeof value !== 'string') return 'must be a string, or null to take it away';
  if (value.includes('\0')) return 'must not contain NUL';
  return value.length > MAX_VALUE_LENGTH ? `must not be longer than ${MAX_VALUE_LENGTH} characters` : null;
}

const malformed = (errors: readonly FieldError[]): DomainError =>
  new DomainError({
    code: 'request.malformed',
    kind: 'malformed',
    detail: 'The environment cannot be read.',
    hint: 'Send an object such as {"API_URL": "https://…", "OLD_NAME": null}.',
    errors,
  });
