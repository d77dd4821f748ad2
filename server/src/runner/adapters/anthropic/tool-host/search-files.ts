import { statSync } from 'node:fs';
import { basename } from 'node:path';
import picomatch from 'picomatch';
import type { ToolInput } from '../tools.js';
import { readText } from './text-file.js';
import { walkFiles } from './walk-files.js';

export const SEARCH_COMMAND = 'search';
/** Nobody reads more than this, and the caller keeps less. */
const MAX_MATCHES = 1_000;

export interface Search extends ToolInput<'grep'> {
  readonly path: string;
  readonly maxColumns: number;
}

/** Prints like ripgrep and returns its exit codes: 0 when something was found, 1 when nothing, 2 for a bad expression. */
export async function searchFiles(search: Search): Promise<0 | 1 | 2> {
  let expression: RegExp;
  try {
    expression = new RegExp(search.pattern, search.ignore_case === true ? 'i' : '');
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
    return 2;
  }
  let found = 0;
  for await (const file of filesOf(search)) {
    for (const line of await matchesIn(file, expression, search)) {
      print(line);
      if (++found >= MAX_MATCHES) return 0;
    }
  }
  return found > 0 ? 0 : 1;
}

async function* filesOf({ path, glob }: Search): AsyncGenerator<string> {
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  const matches = glob === undefined ? () => true : picomatch(glob, { dot: true });
  const isWholePath = glob?.includes('/') === true;
  for await (const file of walkFiles(path)) if (matches(isWholePath ? file : basename(file))) yield file;
}

async function matchesIn(file: string, expression: RegExp, search: Search): Promise<string[]> {
  const text = await readText(file).catch(() => ''); // binary, or too large
  const lines = text
    .split(/\r?\n/)
    .flatMap((line, index) => (expression.test(line) ? { line, number: index + 1 } : []));
  if (search.files_only === true) return lines.length > 0 ? [file] : [];
  return lines.map(({ line, number }) => `${file}:${number}:${line.slice(0, search.maxColumns)}`);
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
