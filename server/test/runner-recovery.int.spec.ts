import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendSignal } from '../src/platform/process/process-table.js';
import { runFiles } from '../src/platform/process/run-protocol/run-directory.js';
import type { RunSpec } from '../src/platform/process/run-protocol/run-spec.js';
import { launchRunner } from '../src/platform/runner-client/launch-runner.js';
import { type RecordBatch } from '../src/platform/runner-client/record-reader.js';
import { RunnerHandle } from '../src/platform/runner-client/runner-handle.js';
import { bundleScript } from './support/bundle-script.js';
import { eventually } from './support/eventually.js';
import { numberedLines } from './support/numbered-lines.js';
import {
  collectRecords,
  createSpec,
  cleanUpRuns,
  nodeAgent,
  outputText,
  runnerBundle,
  startRun,
  untilPrinted,
} from './support/run-fixture.js';

afterEach(cleanUpRuns);

let script: string;
beforeAll(() => {
  script = bundleScript('server/test/support/journal-follower.ts');
});

const journalOf = ({ runDirectory }: RunSpec): string => `${runDirectory}.journal`;

const startServer = (spec: RunSpec, fence = 1): ChildProcess =>
  spawn(process.execPath, [script, JSON.stringify(spec), journalOf(spec), String(fence)]);

const verdictOf = async (server: ChildProcess): Promise<string> => (await text(server.stdout!)).trim();

function storedRecords(spec: RunSpec) {
  const lines = readFileSync(journalOf(spec), 'utf8').split('\n').slice(0, -1);
  return lines.flatMap((line) => (JSON.parse(line) as RecordBatch).records);
}

describe('recovery', () => {
  it('stores every line exactly once although the server is killed 12 times', async () => {
    const lines = 6_000;
    const spec = createSpec(nodeAgent('numbered-lines', String(lines), '20', '20', 'hold'));
    const { handle } = await startRun(spec);
    for (let crash = 0; crash < 12; crash++) {
      const server = startServer(spec, crash + 2);
      await sleep(150 + Math.random() * 250); // the moment of the kill is what is varied
      server.kill('SIGKILL');
      await once(server, 'exit');
    }
    expect(handle.isRunnerAlive()).toBe(true);
    writeFileSync(join(spec.steps[0]!.cwd, 'go'), '');
    expect(await verdictOf(startServer(spec, 100))).toBe('finished');
    const records = storedRecords(spec);
    expect(records.map(({ n }) => n)).toEqual(records.map((_, index) => index + 1));
    expect(outputText(records)).toEqual(numberedLines(lines));
    expect(readFileSync(join(spec.steps[0]!.cwd, 'starts.txt'), 'utf8').split('\n')).toHaveLength(2);
  });

  it('reads from its file a run that finished while no server was there', async () => {
    const spec = createSpec('echo one; echo two', { limits: { acknowledgeMs: 1 } });
    const { handle } = await startRun(spec);
    await eventually(() => !handle.isRunnerAlive(), 'the end of the runner');
    expect(await verdictOf(startServer(spec))).toBe('finished');
    expect(outputText(storedRecords(spec))).toEqual(['one', 'two']);
  });

  it('takes a run that was never launched, and a late runner finds it taken', async () => {
    const spec = createSpec('echo never');
    expect(await verdictOf(startServer(spec))).toBe('interrupted');
    await expect(launchRunner(spec, runnerBundle())).rejects.toMatchObject({ code: 'RUN_TAKEN' });
  });

  it('finds a killed runner interrupted, with all records that it had written', async () => {
    const spec = createSpec('echo one; sleep 60');
    const { handle, runner } = await startRun(spec);
    await untilPrinted(handle, 'one');
    sendSignal(runner.pid, 'SIGKILL');
    expect(await verdictOf(startServer(spec))).toBe('interrupted');
    expect(outputText(storedRecords(spec))).toEqual(['one']);
  });

  it('ignores half a record, and what a power failure left, at the end of a dead run', async () => {
    const spec = createSpec('true');
    mkdirSync(spec.runDirectory);
    const whole = '{"n":1,"kind":"run_started"}\n{"n":2,"kind":"stdout","text":"é"}\n';
    const handle = new RunnerHandle(spec, 1);
    for (const rest of ['', '{"n":3,"ki', '\0\0\0\0\n', '\0\0\n{"n":3,"kind":"run_started"}\n']) {
      writeFileSync(runFiles(spec.runDirectory).spool, whole + rest);
      expect((await collectRecords(handle)).map(({ n }) => n)).toEqual([1, 2]);
    }
    expect(await collectRecords(handle, 10_000)).toEqual([]);
  });
});
