import { existsSync } from 'node:fs';

/** The folder of Antfarm's package.json: this module lies somewhere below it, as a source, compiled or bundled. */
export function projectRoot(): URL {
  let folder = new URL('.', import.meta.url);
  while (!existsSync(new URL('package.json', folder))) {
    if (folder.pathname === '/') throw new Error(`There is no package.json above ${import.meta.url}.`);
    folder = new URL('..', folder);
  }
  return folder;
}
