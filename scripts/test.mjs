import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildChanged } from './build/build-changed.mjs';
import { checkPrerequisites } from './build/check-prerequisites.mjs';

const folder = mkdtempSync(join(tmpdir(), 'antfarm-results-'));
try {
  checkPrerequisites();
  await buildChanged();
  const code = await runJest(join(folder, 'results.json'));
  console.log(summary(JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'))));
  process.exitCode = code;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}

function runJest(outputFile) {
  const jest = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
  ];
  const asked = process.argv.slice(2);
  const projects = asked.includes('--selectProjects')
    ? []
    : ['--selectProjects', 'unit', 'integration', 'web'];
  const options = ['--json', '--outputFile', outputFile, ...asked, ...projects];
  return new Promise((resolve, reject) => {
    // Jest prints its report on standard error; the JSON on standard output is in the file, too.
    const child = spawn(process.execPath, [...jest, ...options], { stdio: ['inherit', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

function summary({ numPassedTests, numFailedTests, testResults }) {
  const skipped = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'pending' || status === 'todo')
    .map(({ fullName }) => `  - ${fullName}`);
  const { DATABASE_URL, REDIS_URL } = process.env;
  return [
    '',
    `${numPassedTests} passed, ${numFailedTests} failed, ${skipped.length} skipped${skipped.length > 0 ? ':' : '.'}`,
    ...skipped,
    `Database: ${DATABASE_URL ? 'DATABASE_URL' : 'embedded; set DATABASE_URL to run on a PostgreSQL of your own'}.`,
    `Queue: ${REDIS_URL ? 'Redis' : 'PostgreSQL; set REDIS_URL to run on Redis'}.`,
    'Not part of this: npm run check, the browser tests (npm run test:e2e), and the long faults (npm run test:faults).',
  ].join('\n');
}
