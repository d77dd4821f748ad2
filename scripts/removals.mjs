import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { copyCheckout } from './removals/copy-checkout.mjs';
import { allRemovals, ROOT, without } from './removals/list.mjs';

/*
 * Takes one feature of docs/web.md after the other out of a copy of the checkout, and expects its test to fail:
 * `npm run test:removals -- WORD…` takes those whose row, file, test or list contains one of the words.
 */
const words = process.argv.slice(2);
const chosen = allRemovals().filter(
  ({ row, file, test, list }) =>
    words.length === 0 || words.some((word) => `${row}\n${file}\n${test}\n${list}`.includes(word)),
);
const copies = Array.from({ length: Math.min(availableParallelism(), chosen.length) }, () =>
  copyCheckout(ROOT),
);
// What was just killed may still be writing.
const REMOVE = { recursive: true, force: true, maxRetries: 10, retryDelay: 200 };
const cleanUp = () => copies.forEach((copy) => rmSync(copy, REMOVE));
const stop = () => {
  running.forEach(kill);
  cleanUp();
  process.exit(130);
};
process.once('SIGINT', stop).once('SIGTERM', stop);

/** Without some pieces the code never ends. */
const LIMIT_MS = 10 * 60_000;
const running = new Set();

const tally = { killed: 0, survived: 0, broken: 0 };
const waiting = [...chosen];
try {
  await Promise.all(copies.map(tryAllIn));
} finally {
  cleanUp();
}
console.log(`${tally.killed} killed, ${tally.survived} survived, ${tally.broken} did not run`);
process.exitCode = tally.killed === chosen.length && chosen.length > 0 ? 0 : 1;

async function tryAllIn(copy) {
  for (let removal = waiting.shift(); removal; removal = waiting.shift()) {
    const started = Date.now();
    const outcome = await tryOne(copy, removal);
    tally[outcome] += 1;
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(
      `${outcome.padEnd(8)} ${removal.test} · ${removal.row} · ${removal.file} (${seconds} s)` +
        (outcome === 'killed' ? '' : `\n         took out: ${JSON.stringify(removal.take)}`),
    );
  }
}

/** @returns `killed`: a test failed; `survived`: all passed; `broken`: the code did not run at all, which proves nothing. */
async function tryOne(copy, removal) {
  const file = join(copy, removal.file);
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, without(removal, whole));
  try {
    return await outcomeOf(copy, removal);
  } finally {
    writeFileSync(file, whole);
  }
}

async function outcomeOf(copy, { test, name }) {
  const results = join(copy, 'removals.json');
  rmSync(results, { force: true });
  await (test.endsWith('.e2e.ts') ? runPlaywright : runJest)(copy, results, test, name);
  let report;
  try {
    report = JSON.parse(readFileSync(results, 'utf8'));
  } catch {
    return 'broken';
  }
  const { passed, failed } = report.stats
    ? { passed: report.stats.expected, failed: report.stats.unexpected }
    : { passed: report.numPassedTests, failed: report.numFailedTests };
  if (failed > 0) return 'killed';
  return passed > 0 ? 'survived' : 'broken';
}

function runJest(copy, results, test, name) {
  return run(copy, [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    ...['--config', 'web/jest.config.mjs', '--runTestsByPath', test],
    // A busy machine must not look like a failure.
    ...['--bail', '--testTimeout', '60000', '--json', '--outputFile', results],
    ...(name ? ['--testNamePattern', name] : []),
  ]);
}

function runPlaywright(copy, results, test, name) {
  return run(
    copy,
    [
      'node_modules/@playwright/test/cli.js',
      ...['test', '--config', 'web/e2e/playwright.config.ts', basename(test)],
      ...['--reporter', 'json', '--max-failures', '1', '--trace', 'off'],
      ...(name ? ['--grep', name] : []),
    ],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: results, EXPECT_TIMEOUT_MS: '15000' },
  );
}

/** In a group of its own, so that what it starts (a browser, a server) ends with it. */
function run(copy, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: copy,
      env: { ...process.env, ...env },
      stdio: 'ignore',
      detached: true,
    });
    running.add(child);
    const limit = setTimeout(kill, LIMIT_MS, child);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(limit);
      running.delete(child);
      resolve(code);
    });
  });
}

function kill({ pid }) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
