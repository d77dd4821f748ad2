import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const SKIPPED = new Set(['.git', 'node_modules']);
const MAX_FILES = 100_000;

/** Absolute paths of the files below a folder, by name, without following links. Nobody searches in `.git`. */
export async function* walkFiles(folder: string): AsyncGenerator<string> {
  let seen = 0;
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const entries = await readdir(next, { withFileTypes: true }).catch(() => []);
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries.filter((one) => one.isFile())) {
      if (++seen > MAX_FILES) return;
      yield join(next, entry.name);
    }
    const folders = entries.filter((entry) => entry.isDirectory() && !SKIPPED.has(entry.name));
    waiting.push(...folders.reverse().map((entry) => join(next, entry.name)));
  }
}
