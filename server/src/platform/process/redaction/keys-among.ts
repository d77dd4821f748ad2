/** What stands between the words of connection strings, addresses, JSON and lists; a backslash with its letter too. */
const BETWEEN = /\\[nrt]|[\s"'`;,&?@:<>(){}[\]|$!*/\\]+/;
const JOINTS = /[-_.~+=]/g;
const SHORTEST = 16;
const SHORTEST_PASSWORD = 8;
/** Longer words are not made of words of a language without a joint. */
const LONG = 24;
/** Of random letters and digits about every second one is of another kind than the one before; of few it may be less. */
const MIXED_WITH_DIGITS = { short: 0.25, long: 0.2 };
const MIXED_LETTERS = 0.45;

/**
 * Those of the values, or parts of them, that give access to something: what looks as if nobody had thought it up, and
 * passwords. The name of a mode, a model, a version, a path or a host is none.
 */
export const keysAmong = (values: readonly string[]): string[] => [
  ...new Set(
    values.flatMap((value) => [...passwordsIn(value.trim()), ...value.split(BETWEEN).filter(isKey)]),
  ),
];

function isKey(word: string): boolean {
  const plain = word.replace(JOINTS, '');
  if (plain.length < SHORTEST || !/^[a-z\d]+$/i.test(plain)) return false;
  if (/^[a-z]+$/i.test(word) && word.length >= LONG) return true;
  const withDigits = MIXED_WITH_DIGITS[plain.length < LONG ? 'short' : 'long'];
  return mixture(plain) >= (/\d/.test(plain) ? withDigits : MIXED_LETTERS);
}

/** The part of all neighbours that are of two kinds: digits, small letters, capitals. */
function mixture(text: string): number {
  const kinds = Array.from(text, (letter) => (/\d/.test(letter) ? 0 : /[a-z]/.test(letter) ? 1 : 2));
  return kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length / (text.length - 1);
}

/** In an address, as it stands there and as it is; or the whole value, where it can be nothing else. */
function passwordsIn(value: string): string[] {
  if (!URL.canParse(value)) return isPassword(value) ? [value] : [];
  const { password } = new URL(value);
  if (password.length < SHORTEST_PASSWORD || !/\d/.test(password)) return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password]; // a per cent sign of its own
  }
}

/** Letters of both sizes, digits and signs that no path, list or option has. */
const isPassword = (value: string): boolean =>
  value.length >= SHORTEST_PASSWORD &&
  [/^[^\s"'{}[\],;=/\\]+$/, /[a-z]/, /[A-Z]/, /\d/, /[!#$%^&*?~|<>()]/].every((part) => part.test(value));
