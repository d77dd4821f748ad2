import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { runGit } from './run-git.js';
import { joinNul, splitNul } from './split-nul.js';

const LOCK_FILES = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
  'Cargo.lock',
  'Gemfile.lock',
  'composer.lock',
  'poetry.lock',
  'uv.lock',
  'Pipfile.lock',
  'go.sum',
  'flake.lock',
  'gradle.lockfile',
  'Podfile.lock',
  'mix.lock',
  'pubspec.lock',
  'deno.lock',
]);
const MADE = /\.(min\.(js|css|mjs)|(js|css|mjs)\.map|pb\.go|g\.dart|snap)$|_pb2(_grpc)?\.py$/;

/** Whether a name alone says that no person wrote the file: lock files, minified code, source maps. */
export function looksGenerated(name: string): boolean {
  return LOCK_FILES.has(path.posix.basename(name)) || MADE.test(name);
}

/** The commit's root `.gitattributes`, as an entry of a tree; `null` when it has none. */
export async function findRootAttributes(mirror: string, commit: string): Promise<string | null> {
  const { stdout } = await runGit({ gitDir: mirror }, ['ls-tree', '-z', commit, '--', '.gitattributes']);
  return splitNul(stdout)[0]?.toString() ?? null;
}

/** Those of the paths that these attributes, which `findRootAttributes` found, call `linguist-generated`. */
export async function listMarkedGenerated(
  mirror: string,
  attributes: string | null,
  paths: readonly string[],
): Promise<ReadonlySet<string>> {
  if (attributes === null || paths.length === 0) return new Set();
  // git before 2.40 reads attributes of an index only, so it gets one with that single file.
  const indexFile = path.join(tmpdir(), `attributes-${randomUUID()}`);
  const place = { gitDir: mirror, workTree: mirror, indexFile };
  try {
    await runGit(place, ['update-index', '-z', '--index-info'], { input: joinNul([attributes]) });
    const args = ['check-attr', '--cached', '-z', '--stdin', 'linguist-generated'];
    const { stdout } = await runGit(place, args, { input: joinNul(paths) });
    return new Set(readAttributes(splitNul(stdout).map((one) => one.toString())));
  } finally {
    await rm(indexFile, { force: true });
  }
}

// path, attribute, value
function readAttributes(records: readonly string[]): string[] {
  return records.filter((_, index) => {
    const value = records[index + 2];
    return index % 3 === 0 && (value === 'set' || value === 'true');
  });
}
