import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { repositoryPath } from './repository-path.js';

const folder = mkdtempSync(join(tmpdir(), 'antfarm-bundle-'));

/** Bundles a script of ours the way `npm run build:runner` does, from the sources as they are now. */
export function bundleScript(source: string): string {
  const outfile = join(folder, `${basename(source, '.ts')}.mjs`);
  execFileSync(repositoryPath('node_modules/.bin/esbuild'), [
    repositoryPath(source),
    '--bundle',
    '--platform=node',
    '--format=esm',
    '--target=node20',
    '--log-level=warning',
    `--outfile=${outfile}`,
  ]);
  return outfile;
}
