import { join } from 'node:path';
import { createRepository } from '../server/test/support/git-fixture.js';

const FILES_PER_FOLDER = 100;

/** A repository of so many small files, as deep as those of real projects. */
export function repositoryOf(folder: string, files: number): string {
  const content = Object.fromEntries(
    Array.from({ length: files }, (_, index) => [
      join('src', `part-${Math.floor(index / FILES_PER_FOLDER)}`, `file-${index}.ts`),
      `export const value${index} = ${index};\n`.repeat(20),
    ]),
  );
  return createRepository(folder, content);
}
