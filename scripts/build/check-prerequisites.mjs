import { existsSync, readFileSync } from 'node:fs';

/** Throws one sentence that says what is missing and how to get it. */
export function checkPrerequisites() {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
  const needed = engines.node.match(/\d+/g).map(Number);
  const present = process.versions.node.split('.').map(Number);
  if (compare(present, needed) < 0) {
    throw new Error(
      `Antfarm needs Node ${engines.node}; this is ${process.versions.node}. See https://nodejs.org.`,
    );
  }
  if (!existsSync('node_modules/.package-lock.json')) {
    throw new Error('The dependencies are not installed: run `npm ci` first.');
  }
}

function compare(left, right) {
  const index = left.findIndex((part, position) => part !== right[position]);
  return index === -1 ? 0 : left[index] - right[index];
}
