import { afterEach, expect, it } from '@jest/globals';
import { enterProcessCgroup, removeProcessCgroup } from '../src/platform/process/process-cgroup.js';
import { countThreads, sendSignal } from '../src/platform/process/process-table.js';
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

/** Root is held by a cgroup alone; everybody else by RLIMIT_NPROC. */
function canLimitProcesses(): boolean {
  if (process.getuid?.() !== 0) return process.platform === 'linux';
  const canEnter = enterProcessCgroup('probe', [], 10);
  removeProcessCgroup('probe');
  return canEnter;
}

const itWithLimit = canLimitProcesses() ? it : it.skip;
const need = canLimitProcesses() ? '' : ' (as root needs a pids cgroup that can be written)';

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
    await handle.cancel();
    expect(exitOf(await all)?.reason).toBe('cancelled');
    expect(markedProcesses(spec.runId)).toEqual([]);
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
