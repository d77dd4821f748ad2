const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const MAX_LENGTH = 6;

/**
 * Keys for a project of this name (2-6 letters), the best first: initials or the first letters, then more letters
 * of the name, then any ending. The caller takes the first that is free.
 */
export function* keyCandidates(name: string): Generator<string> {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^A-Z]+/u)
    .filter((word) => word !== '');
  const letters = words.join('');
  if (words.length > 1)
    yield words
      .map((word) => word.charAt(0))
      .join('')
      .slice(0, MAX_LENGTH);
  for (let length = 3; length <= Math.min(MAX_LENGTH, letters.length); length += 1) {
    yield letters.slice(0, length);
  }
  if (letters.length === 2) yield letters;

  const stem = letters.length < 2 ? 'PRJ' : letters.slice(0, 3);
  if (letters.length < 2) yield stem;
  yield* endings(stem, MAX_LENGTH - stem.length);
}

function* endings(stem: string, length: number): Generator<string> {
  for (const letter of LETTERS) yield stem + letter;
  if (length > 1) for (const letter of LETTERS) yield* endings(stem + letter, length - 1);
}
