import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = join(ROOT, 'web/removals');

/**
 * A feature that can be taken out: of `file`, the text `take` (which must stand there exactly once) is replaced by
 * `leave` (nothing when it is left out), and `test` must fail then. `row` is the first cell of its row in docs/web.md.
 * Paths are from the root of the repository. `name`, a part of the names of the tests to run, saves time; `list` is
 * the name of its file.
 */
export function allRemovals() {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) =>
      JSON.parse(readFileSync(join(FOLDER, name), 'utf8')).map((removal) => ({
        ...removal,
        list: basename(name, '.json'),
      })),
    );
}

/** The text of the removal's file with the feature taken out. */
export function without({ file, take, leave = '' }, whole) {
  const pieces = whole.split(take);
  if (pieces.length !== 2) {
    throw new Error(`${file} contains this ${pieces.length - 1} times instead of once:\n${take}`);
  }
  return pieces.join(leave);
}

/** The rows of docs/web.md that a test proves: the first cell without marks, and the names of the specs of its proof. */
export function provenRows() {
  return readFileSync(join(ROOT, 'docs/web.md'), 'utf8')
    .split('\n## Bars')[0]
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (What|-+) /.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, what, , proof]) => ({
      row: what.replaceAll(/[*_`]/g, ''),
      tests: [...proof.matchAll(/[\w-]+\.(?:spec|e2e)\.tsx?/g)].map(([name]) => name),
    }));
}

/** What is wrong with the list, a line each: removals that fit no longer, rows and proofs without one. */
export function faults() {
  const removals = allRemovals();
  const rows = provenRows();
  const found = [];
  for (const removal of removals) {
    if (!rows.some(({ row }) => row === removal.row)) found.push(`docs/web.md has no row "${removal.row}".`);
    try {
      without(removal, readFileSync(join(ROOT, removal.file), 'utf8'));
      readFileSync(join(ROOT, removal.test));
    } catch (error) {
      found.push(error.message);
    }
  }
  for (const { row, tests } of rows) {
    if (tests.length === 0) found.push(`"${row}" of docs/web.md names no test.`);
    for (const test of tests) {
      const proven = removals.some((removal) => removal.row === row && basename(removal.test) === test);
      if (!proven) found.push(`Nothing shows that ${test} fails without "${row}".`);
    }
  }
  return found;
}
