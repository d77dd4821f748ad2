import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { buildChanged } from './build/build-changed.mjs';
import { checkPrerequisites } from './build/check-prerequisites.mjs';

const AT_ONCE = 2;
const bin = (path) => `node_modules/${path}`;
const ESLINT = bin('eslint/bin/eslint.js');

/** Everything that must hold of a commit beside its tests: what it is called, and how it is asked. */
const ALL = [
  // First: they take longer than all others together. What is outside of `web` has types of its own.
  ['eslint of the server', ESLINT, '.', '--ignore-pattern', 'web/**', '--max-warnings', '0'],
  ['eslint of the web', ESLINT, 'web', '--max-warnings', '0'],
  ['types of the server', bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'],
  ['types of the web', bin('typescript/bin/tsc'), '--noEmit', '-p', 'web/tsconfig.json'],
  ['prettier', bin('prettier/bin/prettier.cjs'), '--check', '.', '--log-level', 'warn'],
  [
    'layers (dependency-cruiser)',
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    ...['server/src', 'web/src'].filter(existsSync),
    ...['--config', '.dependency-cruiser.cjs'],
  ],
  ['dead code (knip)', bin('knip/bin/knip.js'), '--no-config-hints'],
  ['generated API types', 'scripts/check/api-types.mjs'],
  ['migrations fit the entities', 'scripts/check/schema-drift.mjs'],
  ['removals fit the code', 'scripts/check/removals.mjs'],
];
/** `npm run check -- layers` asks for those only whose name contains one of the words. */
const words = process.argv.slice(2);
const CHECKS = words.length === 0 ? ALL : ALL.filter(([name]) => words.some((word) => name.includes(word)));
const needsBuild = CHECKS.some(([, script]) => script.startsWith('scripts/'));

let failed = false;
try {
  checkPrerequisites();
  if (needsBuild) await buildChanged(['server']);
} catch (error) {
  console.error(error.message);
  failed = true;
}

const waiting = [...CHECKS];
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) await report(...check);
  }),
);
process.exit(failed ? 1 : 0);

async function report(name, ...command) {
  const started = Date.now();
  const { code, output } = await run(command);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(
    `${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)${code === 0 ? '' : `\n${output.trimEnd()}\n`}`,
  );
  if (code !== 0) failed = true;
}

function run(command) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
