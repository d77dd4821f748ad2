import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { repositoryPath } from '../server/test/support/repository-path.js';
import { isMet, type Figure, type Measurement } from './figure.js';
import { FIGURES } from './figures.js';
import { Stage } from './stage.js';
import { table } from './table.js';
import { WEB_FIGURES } from './web/figures.js';

/** `npm run bench -- overhead board --full`: the figures whose names have one of the words; without words all. `--web`: the browser's. */
const options = process.argv.slice(2);
const words = options.filter((option) => !option.startsWith('--'));
const [figures, resultsFile] = options.includes('--web')
  ? [WEB_FIGURES, 'bench/results-web.json']
  : [FIGURES, 'bench/results.json'];
const chosen =
  words.length === 0 ? figures : figures.filter(({ name }) => words.some((word) => name.includes(word)));

const stage = await Stage.open(options.includes('--full'));
const measured: { figure: Figure; measurements: readonly Measurement[] }[] = [];
let broken = 0;
const begun = performance.now();
for (const figure of chosen) {
  const start = performance.now();
  try {
    const measurements = await figure.measure(stage);
    measured.push({ figure, measurements });
    // On standard error: a run that is ended early has told what it found.
    console.error(`${figure.name}: ${seconds(start)}\n${table(measurements)}\n`);
  } catch (error) {
    broken += 1;
    console.error(`${figure.name} BROKE after ${seconds(start)}:`, error);
  }
}
await stage.close();

console.log(`\n${table(measured.flatMap(({ measurements }) => measurements))}\n`);
console.log(`${chosen.length} figures in ${seconds(begun)}; ${broken} broke.`);
writeFileSync(repositoryPath(resultsFile), `${JSON.stringify(results(), null, 2)}\n`);
process.exit(broken === 0 ? 0 : 1);

function results() {
  return {
    at: new Date().toISOString(),
    node: process.version,
    processors: cpus().length,
    figures: measured.map(({ figure: { name, limit }, measurements }) => ({
      name,
      limit,
      measurements: measurements.map((measurement) => ({ ...measurement, met: isMet(measurement) })),
    })),
  };
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(0)} s`;
}
