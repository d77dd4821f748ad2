import { readdir } from 'node:fs/promises';
import { relative } from 'node:path';
import picomatch from 'picomatch';
import type { ToolInput } from '../tools.js';
import { walkFiles } from './walk-files.js';
import { confine, shown } from './workspace-path.js';

const MAX_FOUND = 200;
const MAX_LISTED = 500;
const DEADLINE_MS = 20_000;

export async function findFiles(root: string, { pattern, path = '.' }: ToolInput<'glob'>): Promise<string> {
  const folder = await confine(root, path);
  const matches = picomatch(pattern, { dot: true });
  const deadline = Date.now() + DEADLINE_MS;
  const found: string[] = [];
  for await (const file of walkFiles(folder)) {
    if (matches(relative(folder, file))) found.push(shown(root, file));
    if (found.length > MAX_FOUND || Date.now() > deadline) return bounded(found, MAX_FOUND);
  }
  return found.length === 0 ? '[no file matches]' : found.join('\n');
}

export async function listFolder(root: string, { path = '.' }: ToolInput<'list'>): Promise<string> {
  const entries = await readdir(await confine(root, path), { withFileTypes: true });
  const names = entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
  return names.length === 0 ? '[empty directory]' : bounded(names, MAX_LISTED);
}

const bounded = (lines: readonly string[], max: number): string =>
  lines.length <= max ? lines.join('\n') : [...lines.slice(0, max), '[and more]'].join('\n');
