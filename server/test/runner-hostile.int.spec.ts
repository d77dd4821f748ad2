import { afterEach, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { enterCgroup, removeCgroup } from '../src/platform/process/process-cgroup.js';
import { readIdentity } from '../src/platform/process/process-identity.js';
import { countThreads, sendSignal } from '../src/platform/process/process-table.js';
import { runFiles } from '../src/platform/process/run-protocol/run-directory.js';
import { DEFAULT_LIMITS } from '../src/platform/process/run-protocol/run-spec.js';
import { eventually } from './support/eventually.js';
import { commandLine, markedProcesses } from './support/marked-processes.js';
import {
  cleanUpRuns,
  collectRecords,
  completeRun,
  createSpec,
  exitOf,
  nodeAgent,
  ofKind,
  outputText,
  startRun,
  untilPrinted,
} from './support/run-fixture.js';
import { describeInEachMode, itInSandbox } from './support/sandbox.js';

afterEach(cleanUpRuns);

const isRoot = process.getuid?.() === 0;
/** What a cgroup can hold here. */
const held = isRoot ? enterCgroup('probe', [], DEFAULT_LIMITS) : [];
removeCgroup('probe');

/** Root is held by a cgroup alone; everybody else by RLIMIT_NPROC. */
const canLimitProcesses = isRoot ? held.includes('pids') : process.platform === 'linux';
const itWithLimit = canLimitProcesses ? it : it.skip;
const need = canLimitProcesses ? '' : ' (as root needs a pids cgroup that can be written)';

describeInEachMode('an agent that forks for ever', (sandbox) => {
  const processes = 200;

  itWithLimit(`has no more than it may, holds up nobody, and is ended with all of them${need}`, async () => {
    const beside = sandbox === 'none' ? countThreads() : 0;
    const spec = createSpec(nodeAgent('forks-forever'), { sandbox, limits: { processes } });
    const { handle } = await startRun(spec);
    const all = collectRecords(handle);
    await eventually(() => markedProcesses(spec.runId).length > processes / 2, 'many processes');
    expect(outputText(await completeRun(createSpec('echo elsewhere', { sandbox })))).toEqual(['elsewhere']);
    expect(markedProcesses(spec.runId).length).toBeLessThan(processes + beside + 10);
    expect(exitOf(await all)?.reason).toBe('process_limit');
    expect(markedProcesses(spec.runId)).toEqual([]);
  });
});

describeInEachMode('a step', (sandbox) => {
  it('comes after everything else that wants a processor', async () => {
    const { handle, spec } = await startRun(createSpec('nice; setsid nice; echo up; sleep 60', { sandbox }));
    await untilPrinted(handle, 'up');
    const leader = readIdentity(runFiles(spec.runDirectory).stepIdentity);
    const weight = cpuWeightOf(leader?.pid ?? 0);
    await handle.cancel();
    expect(outputText(await collectRecords(handle))).toEqual(['10', '10', 'up']);
    expect(weight).toBe(held.includes('cpu') ? A_QUARTER : undefined);
  });
});

const A_QUARTER = existsSync('/sys/fs/cgroup/cpu') ? '256' : '25';

/** Of the cgroup that was made for the step: version 1 speaks of shares. */
function cpuWeightOf(pid: number): string | undefined {
  const cgroups = readFileSync(`/proc/${pid}/cgroup`, 'utf8');
  const own = /^\d+:(?:cpu|):(.*antfarm-.*)$/m.exec(cgroups)?.[1];
  if (own === undefined) return undefined;
  const files = [`cpu/${own}/cpu.shares`, `${own}/cpu.weight`].map((file) => join('/sys/fs/cgroup', file));
  return readFileSync(files.find(existsSync) ?? '', 'utf8').trim();
}

const MIB = 1024 * 1024;

describeInEachMode('an agent that takes more memory than it may', (sandbox) => {
  const limits = { memoryBytes: 300 * MIB };

  it.each([
    ['by itself', '600', '1'],
    ['with its children', '120', '4'],
  ])('%s, is ended at once, alone, and it is said why', async (_, mib, processes) => {
    const spec = createSpec(nodeAgent('takes-memory', mib, processes), { sandbox, limits });
    const { handle } = await startRun(spec);
    const all = collectRecords(handle);
    expect(outputText(await completeRun(createSpec('echo elsewhere', { sandbox, limits })))).toEqual([
      'elsewhere',
    ]);
    const records = await all;
    expect(exitOf(records)).toMatchObject({ outcome: 'stopped', reason: 'memory_limit' });
    expect(markedProcesses(spec.runId)).toEqual([]);
  });

  it('stays within it, and works on', async () => {
    const spec = createSpec(nodeAgent('takes-memory', '150', '1'), { sandbox, limits });
    const { handle } = await startRun(spec);
    await untilPrinted(handle, 'taken 150');
    await handle.cancel();
    expect(exitOf(await collectRecords(handle))?.reason).toBe('cancelled');
  });
});

describeInEachMode('an agent that writes a file larger than it may', (sandbox) => {
  const limits = { fileBytes: 4 * MIB };
  const write = (mib: number, file: string): string =>
    `dd if=/dev/zero of=${file} bs=1M count=${mib} status=none`;

  it.each([
    ['its last program', `${write(20, 'large')}; s=$?; wc -c <large; exit $s`, 128 + 25],
    ['one that is followed by others', `${write(20, 'large')}; wc -c <large`, 0],
    ['one that ignores the signal', `trap '' XFSZ; ${write(20, 'large')}; wc -c <large`, 0],
  ])('is ended for %s, and the file is no larger', async (_, command, code) => {
    const records = await completeRun(createSpec(command, { sandbox, limits }));
    expect(outputText(records)).toEqual([String(4 * MIB)]);
    expect(exitOf(records)).toMatchObject({ outcome: 'stopped', reason: 'file_limit', code });
  });

  it('is ended at once, alone', async () => {
    const spec = createSpec(`${write(20, 'large')}; echo wrote; sleep 600`, { sandbox, limits });
    const { handle } = await startRun(spec);
    await untilPrinted(handle, 'wrote');
    expect(outputText(await completeRun(createSpec('echo elsewhere', { sandbox })))).toEqual(['elsewhere']);
    expect(exitOf(await collectRecords(handle))).toMatchObject({ outcome: 'stopped', reason: 'file_limit' });
    expect(markedProcesses(spec.runId)).toEqual([]);
  });

  it('is not, when it writes as much into several', async () => {
    const command = `${write(3, 'one')}; ${write(3, 'two')}; echo x >>two`;
    expect(exitOf(await completeRun(createSpec(command, { sandbox, limits })))?.outcome).toBe('succeeded');
  });
});

const impatient = { terminateGraceMs: 200 };

describeInEachMode('an agent that is stopped in its tracks', (sandbox) => {
  it('is ended by its time budget', async () => {
    const step = { timeoutMs: 300 };
    const spec = createSpec('echo up; kill -STOP $$; echo never', { sandbox, step, limits: impatient });
    const records = await completeRun(spec);
    expect(outputText(records)).toEqual(['up']);
    expect(ofKind(records, 'step_exited')[0]).toMatchObject({ timedOut: true });
    expect(markedProcesses(spec.runId)).toEqual([]);
  });
});

itInSandbox('a bubblewrap that is stopped in its tracks is ended with its agent by a cancel', async () => {
  const spec = createSpec('echo up; sleep 60', { limits: impatient });
  const { handle } = await startRun(spec);
  await untilPrinted(handle, 'up');
  for (const pid of markedProcesses(spec.runId))
    if (commandLine(pid)[0] === 'bwrap') sendSignal(pid, 'SIGSTOP');
  await handle.cancel();
  expect(exitOf(await collectRecords(handle))?.reason).toBe('cancelled');
  expect(markedProcesses(spec.runId)).toEqual([]);
});
