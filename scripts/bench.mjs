import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildChanged } from './build/build-changed.mjs';
import { checkPrerequisites } from './build/check-prerequisites.mjs';

const root = new URL('../', import.meta.url);
process.chdir(fileURLToPath(root));
try {
  checkPrerequisites();
  await buildChanged(process.argv.includes('--web') ? ['server', 'runner', 'web'] : ['server', 'runner']);
  await build({
    entryPoints: ['bench/main.ts', ...readdirSync('bench/programs').map((name) => `bench/programs/${name}`)],
    // As deep as server/test/support: what is imported from there finds the checkout by relative paths.
    outdir: '.build/bench/bundle',
    outbase: 'bench',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
await import(new URL('.build/bench/bundle/main.mjs', root).href);
