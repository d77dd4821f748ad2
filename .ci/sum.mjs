// Sums what the phases of `.ci/run` printed: node sum.mjs LOGS [PHASE EXIT_CODE]…
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const [logs, ...phases] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
for (let index = 0; index < phases.length; index += 2) {
  const [name, code] = [phases[index], Number(phases[index + 1])];
  const counts = count(stripVTControlCharacters(readFileSync(join(logs, `${name}.log`), 'utf8')));
  // A phase without tests counts as one; so does one that failed beside its tests, or before them.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  if (code === 0 && counts.passed === 0) counts.passed = 1;
  console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  for (const outcome of Object.keys(total)) total[outcome] += counts[outcome];
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** Jest says "Tests: 1 failed, 2 skipped, 3 passed, 6 total"; Playwright ends with "  3 passed (1.2m)" and the like. */
function count(text) {
  const summaries = [
    ...text.matchAll(/^Tests: +(.+)$/gm),
    ...text.matchAll(/^ {2}(\d+ (?:passed|failed|skipped|flaky|interrupted|did not run)\b)/gm),
  ].map(([, summary]) => summary);
  const sum = (pattern) =>
    summaries.reduce((all, summary) => all + Number(pattern.exec(summary)?.[1] ?? 0), 0);
  return {
    passed: sum(/(\d+) (?:passed|flaky)/),
    failed: sum(/(\d+) failed/) + sum(/(\d+) (?:interrupted|did not run)/),
    skipped: sum(/(\d+) (?:skipped|todo)/),
  };
}
