import { closeSync, writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { claimRun } from '../platform/process/claim-run.js';
import { identifyProcess } from '../platform/process/process-identity.js';
import { type Announcement, READY_FD, runFiles } from '../platform/process/run-protocol/run-directory.js';
import type { RunSpec } from '../platform/process/run-protocol/run-spec.js';
import { errorCode } from '../platform/process/system-error.js';
import { Runner } from './runner.js';

process.on('SIGHUP', () => undefined); // the terminal of a server that is gone
try {
  const spec = await readSpec();
  const runner = await createRunner(spec);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => runner.stop('runner_terminated'));
  }
  await runner.run(() => announce({ ready: true }));
  process.exit(0);
} catch (error) {
  console.error(error);
  const message = error instanceof Error ? error.message : String(error);
  announce({ ready: false, code: errorCode(error) ?? null, message });
  process.exit(1);
}

/** A spec that was cut off by a dying server is not valid JSON, so the run never begins. */
async function readSpec(): Promise<RunSpec> {
  const spec = JSON.parse(await text(process.stdin)) as RunSpec;
  const names = spec.steps.map(({ name }) => name);
  if (new Set(names).size < names.length || !names.every((name) => /^[\w-]+$/.test(name))) {
    throw new Error(`Step names must be unique and plain: ${names.join(', ')}`);
  }
  return spec;
}

async function createRunner(spec: RunSpec): Promise<Runner> {
  process.chdir(spec.runDirectory);
  const identity = identifyProcess(process.pid);
  if (identity === undefined || !claimRun(runFiles(spec.runDirectory).identity, identity)) {
    throw Object.assign(new Error('The run belongs to somebody else'), { code: 'RUN_TAKEN' });
  }
  return Runner.create(spec);
}

/** Fails when the server died meanwhile, or has been told already. */
function announce(announcement: Announcement): void {
  try {
    writeSync(READY_FD, `${JSON.stringify(announcement)}\n`);
    closeSync(READY_FD);
  } catch {
    // The next server finds this run through the identity file.
  }
}
