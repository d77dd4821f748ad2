import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { claimAbandonedRun, destroySurvivors } from '../../src/platform/runner-client/abandoned-run.js';
import { type RunnerAddress, RunnerHandle } from '../../src/platform/runner-client/runner-handle.js';
import type { RecordBatch } from '../../src/platform/runner-client/record-reader.js';

/**
 * A minimal server for crash tests: stores records and offset together, here as one line of a file, and
 * goes on from the last line after a restart.
 */
const [, , address = '', journal = '', fence = '1'] = process.argv;
const run = JSON.parse(address) as RunnerAddress;
const stored = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').slice(0, -1) : [];
const last = stored.at(-1);
let offset = last === undefined ? 0 : (JSON.parse(last) as RecordBatch).to;
let isFinished = false;

claimAbandonedRun(run);
const handle = new RunnerHandle(run, Number(fence));
for await (const batch of handle.attach(offset)) {
  appendFileSync(journal, `${JSON.stringify(batch)}\n`);
  offset = batch.to;
  isFinished = batch.records.at(-1)?.kind === 'exit';
}
if (isFinished) await handle.acknowledge().catch(() => undefined);
else await destroySurvivors(run);
console.log(isFinished ? 'finished' : 'interrupted');
