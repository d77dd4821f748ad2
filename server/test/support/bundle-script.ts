import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { repositoryPath } from './repository-path.js';

/** Of its own for every checkout, run of Jest and worker, so that none reads what another is writing. */
const checkout = createHash('sha256').update(repositoryPath('.')).digest('hex').slice(0, 8);
const folder = join(tmpdir(), `antfarm-bundle-${checkout}-${process.env.JEST_WORKER_ID ?? '0'}`);

const DOCKERODE = repositoryPath('node_modules/dockerode/lib/docker.js');

/** The runner, and what it expects beside itself; bundled once by each worker, whose files run one after the other. */
export function bundleRunner(): string {
  const script = join(ownFolder(), 'main.mjs');
  if (existsSync(script)) return script;
  bundleScript('server/src/runner/adapters/anthropic/tool-host/tool-host.ts', 'in-sandbox');
  bundleScript('server/src/runner/network/sandbox-listener.ts', 'in-sandbox');
  bundleScript('server/src/runner/network/container-forwarder.ts', 'in-sandbox');
  return bundleScript('server/src/runner/main.ts');
}

/** Empty at first, whatever an earlier run of Jest left in it. */
function ownFolder(): string {
  const mark = join(folder, `of-${process.pid}-${Math.round(performance.timeOrigin)}`);
  if (!existsSync(mark)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    writeFileSync(mark, '');
  }
  return folder;
}

/** Bundles a script of ours the way `npm run build:runner` does, from the sources as they are now. */
export function bundleScript(source: string, subfolder = '.'): string {
  const outdir = join(ownFolder(), subfolder);
  const outfile = join(outdir, `${basename(source, '.ts')}.mjs`);
  execFileSync(repositoryPath('node_modules/.bin/esbuild'), [
    repositoryPath(source),
    '--bundle',
    '--splitting',
    '--platform=node',
    '--format=esm',
    '--target=node20',
    '--log-level=warning',
    `--outdir=${outdir}`,
    '--out-extension:.js=.mjs',
    // It stays a package, which cannot be found from the bundle's folder.
    `--alias:dockerode=${DOCKERODE}`,
    `--external:${DOCKERODE}`,
    `--chunk-names=${basename(source, '.ts')}-[hash]`,
  ]);
  return outfile;
}
