import { runGit } from './run-git.js';

/** Streams the whole patch between two commits into a file; `git apply` takes it, binary files included. */
export async function writePatch(mirror: string, base: string, head: string, file: string): Promise<void> {
  const shape = [
    '-r',
    '-p',
    '-M',
    '--binary',
    '--full-index',
    '--no-ext-diff',
    '--no-textconv',
    '--no-color',
  ];
  await runGit({ gitDir: mirror }, ['diff-tree', ...shape, '--end-of-options', base, head], {
    outputFile: file,
  });
}
