import { afterEach, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFiles } from '../src/platform/process/run-protocol/run-directory.js';
import type { RunSpec, StepSpec } from '../src/platform/process/run-protocol/run-spec.js';
import { launchRunner } from '../src/platform/runner-client/launch-runner.js';
import {
  collectRecords,
  completeRun,
  createSpec,
  createStep,
  exitOf,
  cleanUpRuns,
  createFolder,
  nodeAgent,
  ofKind,
  outputText,
  runnerBundle,
  shellAgent,
  startRun,
  untilPrinted,
} from './support/run-fixture.js';
import { describeInEachMode, usualMode } from './support/sandbox.js';

afterEach(cleanUpRuns);

function specOf(steps: Partial<StepSpec>[]): RunSpec {
  const base = createFolder('steps-');
  const created = steps.map((step) => createStep(step.command ?? 'true', base, usualMode, step));
  return { ...createSpec('true', { limits: { terminateGraceMs: 300 } }), steps: created };
}

const endings = (records: Awaited<ReturnType<typeof completeRun>>) => [
  ...ofKind(records, 'step_exited').map(({ step, code, timedOut }) => [step, code, timedOut]),
  ...ofKind(records, 'step_skipped').map(({ step }) => [step, 'skipped']),
];

describe('the steps of a run', () => {
  it('go on after a failure that may be, and say how long each took', async () => {
    const records = await completeRun(
      specOf([
        { name: 'install', command: 'echo i' },
        { name: 'test', command: 'echo t; exit 7', onFailure: 'continue' },
        { name: 'lint', command: ['sh', '-c', 'sleep 0.1; echo l'] },
      ]),
    );
    expect(endings(records)).toEqual([
      ['install', 0, false],
      ['test', 7, false],
      ['lint', 0, false],
    ]);
    expect(exitOf(records)).toMatchObject({ outcome: 'failed', code: 7 });
    expect(ofKind(records, 'stdout').map(({ step, text }) => [step, text])).toEqual([
      ['install', 'i'],
      ['test', 't'],
      ['lint', 'l'],
    ]);
    expect(ofKind(records, 'step_exited')[2]?.durationMs).toBeGreaterThanOrEqual(100);
  });

  it('are skipped after a failure that stops', async () => {
    const records = await completeRun(
      specOf([{ name: 'install', command: 'exit 3' }, { name: 'test' }, { name: 'lint' }]),
    );
    expect(endings(records)).toEqual([
      ['install', 3, false],
      ['test', 'skipped'],
      ['lint', 'skipped'],
    ]);
    expect(exitOf(records)).toMatchObject({ outcome: 'failed', code: 3 });
  });

  it('end at their own time limit, and the next one runs', async () => {
    const records = await completeRun(
      specOf([
        { name: 'test', command: "trap '' TERM; sleep 60; sleep 60", timeoutMs: 200, onFailure: 'continue' },
        { name: 'lint', command: 'echo l' },
      ]),
    );
    expect(ofKind(records, 'step_exited').map(({ timedOut }) => timedOut)).toEqual([true, false]);
    expect(ofKind(records, 'stop_requested')).toEqual([]);
    expect(outputText(records)).toEqual(['l']);
    expect(exitOf(records)?.outcome).toBe('failed');
  });

  it('leave their output, interleaved and redacted, in a file each', async () => {
    const secret = 'correct horse';
    const spec = specOf([
      { name: 'install', command: 'echo out; sleep 0.1; echo err >&2', secrets: { PASSWORD: secret } },
      { name: 'test', command: `echo "key correct"' horse'; printf 'correct ho'; sleep 0.1; echo rse` },
    ]);
    const records = await completeRun(spec);
    const log = (step: string): string => readFileSync(runFiles(spec.runDirectory).rawLog(step), 'utf8');
    expect(log('install')).toBe('out\nerr\n');
    expect(log('test')).toBe('key [redacted]\n[redacted]\n');
    expect(outputText(records)).toEqual(['out', 'key [redacted]', '[redacted]']);
    expect(readFileSync(runFiles(spec.runDirectory).spool, 'utf8')).not.toContain(secret);
  });

  it('that cannot be started fail with the reason', async () => {
    const records = await completeRun(
      specOf([
        { name: 'no-program', command: ['no-such-program'], onFailure: 'continue' },
        { name: 'no-folder', cwd: '/does/not/exist', sandbox: { mode: 'none' }, onFailure: 'continue' },
      ]),
    );
    const [program, folder] = ofKind(records, 'step_exited');
    expect(program?.code).toBe(127);
    expect(folder).toMatchObject({ code: null, error: expect.stringContaining('ENOENT') });
  });

  it('show half a line for what it is, and death by signal', async () => {
    const records = await completeRun(
      specOf([
        { name: 'half', command: shellAgent('half-a-line') },
        { name: 'killed', command: 'kill -SEGV $$', sandbox: { mode: 'none' } },
      ]),
    );
    expect(ofKind(records, 'stdout').map(({ text, unterminated }) => [text, unterminated])).toEqual([
      ['whole', undefined],
      ['hal', true],
    ]);
    expect(ofKind(records, 'step_exited')[1]).toMatchObject({ code: null, signal: 'SIGSEGV' });
  });
});

describeInEachMode('the command adapter', (sandbox) => {
  const prompt = `Hello ${'é'.repeat(100_000)}`;

  it('hands over the prompt and takes events', async () => {
    const step = { input: { kind: 'prompt', prompt } } as const;
    const spec = createSpec(nodeAgent('reports-events'), { sandbox, step });
    const records = await completeRun(spec);
    const inEnvironment = Buffer.from(prompt)
      .subarray(0, 100 * 1024)
      .toString().length;
    expect(outputText(records)).toEqual([
      `stdin ${prompt.length} env ${inEnvironment} file ${prompt.length} Hello`,
    ]);
    const events = ofKind(records, 'agent_event').map(({ event }) => event);
    expect(events).toEqual([
      { kind: 'MESSAGE', payload: { role: 'assistant', text: 'half a line', run_id: spec.runId } },
      ...Array.from({ length: 4 }, () => ({
        kind: 'LOG',
        payload: expect.objectContaining({ level: 'WARN' }),
      })),
      { kind: 'USAGE', payload: { input_tokens: 5, output_tokens: 7, cost_usd: null } },
      { kind: 'LOG', payload: expect.objectContaining({ message: 'last, without newline' }) },
    ]);
    expect(records.findIndex(({ kind }) => kind === 'step_exited')).toBe(records.length - 2);
  });
});

describe('the events file of an agent', () => {
  it('is read while the agent runs', async () => {
    const script =
      'touch hold; echo \'{"kind":"MESSAGE","payload":{"text":"early"}}\' >> $AGENT_EVENTS_FILE; while [ -e hold ]; do sleep 0.02; done';
    const step = { input: { kind: 'prompt', prompt: '' } } as const;
    const { handle, spec } = await startRun(createSpec(script, { step }));
    for await (const { records } of handle.attach(0)) {
      if (ofKind(records, 'agent_event').length > 0) break;
    }
    expect(existsSync(join(spec.steps[0]!.cwd, 'hold'))).toBe(true);
    await handle.cancel();
    expect(exitOf(await collectRecords(handle))?.reason).toBe('cancelled');
  });

  const huge = 'truncate -s 8T "$AGENT_EVENTS_FILE"; echo made';
  const events = { input: { kind: 'prompt', prompt: '' } } as const;
  const leftOut = expect.objectContaining({ level: 'WARN', message: expect.stringContaining('left out') });

  it('is read no further than the run may record, and the events say so', async () => {
    const spec = createSpec(huge, { step: events, limits: { spoolBytes: 1_000_000, fileBytes: 2 ** 44 } });
    const records = await completeRun(spec);
    expect(ofKind(records, 'agent_event').at(-1)?.event).toEqual({ kind: 'LOG', payload: leftOut });
    expect(exitOf(records)?.outcome).toBe('succeeded');
  });

  it('is read no further when the run is stopped', async () => {
    const limits = { spoolBytes: Number.MAX_SAFE_INTEGER, fileBytes: 2 ** 44, terminateGraceMs: 300 };
    const { handle } = await startRun(createSpec(huge, { step: events, limits }));
    await untilPrinted(handle, 'made');
    await handle.cancel();
    const records = await collectRecords(handle);
    expect(ofKind(records, 'agent_event').at(-1)?.event).toEqual({ kind: 'LOG', payload: leftOut });
    expect(exitOf(records)?.reason).toBe('cancelled');
  });

  it('is not followed to what the agent links it to', async () => {
    const line = '{"kind":"MESSAGE","payload":{"text":"stolen"}}';
    const secretFile = join(createFolder('host-'), 'secret');
    const script = `printf '%s\\n' '${line}' > "${secretFile}"; rm $AGENT_EVENTS_FILE; ln -s "${secretFile}" $AGENT_EVENTS_FILE; sleep 0.3`;
    const step = { input: { kind: 'prompt', prompt: '' } } as const;
    const records = await completeRun(createSpec(script, { sandbox: 'none', step }));
    expect(readFileSync(secretFile, 'utf8')).toBe(`${line}\n`);
    expect(ofKind(records, 'agent_event')).toEqual([]);
  });
});

describe('a launch', () => {
  it('tells why it failed', async () => {
    const spec = createSpec('true');
    const [step] = spec.steps;
    const twice = { ...spec, steps: [step!, step!] };
    await expect(launchRunner(twice, runnerBundle())).rejects.toThrow(/unique/);
    await launchRunner(spec, runnerBundle());
    await expect(launchRunner(spec, runnerBundle())).rejects.toMatchObject({ code: 'RUN_TAKEN' });
  });
});
