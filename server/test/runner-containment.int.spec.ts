import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendSignal } from '../src/platform/process/process-table.js';
import { runFiles } from '../src/platform/process/run-protocol/run-directory.js';
import { destroySurvivors } from '../src/platform/runner-client/abandoned-run.js';
import { RunnerHandle } from '../src/platform/runner-client/runner-handle.js';
import { bundleScript } from './support/bundle-script.js';
import { eventually } from './support/eventually.js';
import {
  commandLine,
  markedProcesses,
  processesWithArgument,
  uniqueSeconds,
} from './support/marked-processes.js';
import {
  collectRecords,
  completeRun,
  createSpec,
  exitOf,
  cleanUpRuns,
  nodeAgent,
  outputText,
  runnerBundle,
  startRun,
  untilPrinted,
} from './support/run-fixture.js';
import { describeInEachMode, itInSandbox, type SandboxMode } from './support/sandbox.js';

afterEach(cleanUpRuns);

async function startStubbornFamily(sandbox: SandboxMode) {
  const seconds = uniqueSeconds();
  const run = await startRun(createSpec(nodeAgent('stubborn-family', seconds), { sandbox }));
  const family = (): number[] => processesWithArgument(seconds).filter((pid) => pid !== run.runner.pid);
  await eventually(() => sleepers(seconds).length === 4, 'the whole family');
  return { ...run, family };
}

/** Without the shells and sandboxes that are about to become one. */
const sleepers = (seconds: string): number[] =>
  processesWithArgument(seconds).filter((pid) => commandLine(pid)[0] === '/bin/sleep');

describeInEachMode('containment', (sandbox) => {
  it('ends an agent that ignores SIGTERM, with its children', async () => {
    const { handle, family } = await startStubbornFamily(sandbox);
    await handle.cancel();
    const exit = exitOf(await collectRecords(handle));
    expect(exit?.reason).toBe('cancelled');
    // Without a PID namespace a process that dropped the marker and its parent cannot be found.
    expect(family().length).toBe(sandbox === 'none' ? 1 : 0);
    for (const pid of family()) sendSignal(pid, 'SIGKILL');
  });

  it('gives a well-behaved agent the chance to end by itself', async () => {
    const script = `trap 'echo saved; exit 3' TERM; echo up; while :; do sleep 0.05; done`;
    const { handle } = await startRun(createSpec(script, { sandbox }));
    await untilPrinted(handle, 'up');
    await handle.cancel();
    expect(exitOf(await collectRecords(handle))).toMatchObject({ outcome: 'stopped', code: 3 });
  });

  it('does not let a background process outlive its step', async () => {
    const spec = createSpec(nodeAgent('leaves-a-process'), { sandbox });
    const { handle } = await startRun(spec);
    expect(exitOf(await collectRecords(handle))?.outcome).toBe('succeeded');
    expect(markedProcesses(spec.runId)).toEqual([]);
  });

  it('leaves nothing behind when the runner is killed while it starts its agent', async () => {
    for (let delayMs = 0; delayMs < 40; delayMs += 2) {
      const seconds = uniqueSeconds();
      const { spec, runner, handle } = await startRun(createSpec(['/bin/sleep', seconds], { sandbox }));
      await sleep(delayMs); // the moment of the kill is what is varied
      sendSignal(runner.pid, 'SIGKILL');
      await eventually(() => !handle.isRunnerAlive(), 'the end of the runner');
      if (sandbox === 'bubblewrap')
        await eventually(
          () => sleepers(seconds).length === 0,
          `the end of the agent killed after ${delayMs} ms`,
        );
      await destroySurvivors(spec);
      // A child forked in the very moment has nothing yet by which to find it; the gate lets it end by itself.
      await eventually(
        () => processesWithArgument(seconds).length === 0,
        `the end of everything killed after ${delayMs} ms`,
      );
    }
  });
});

describe('containment', () => {
  it('is on record before the agent begins, for a server to sweep up', async () => {
    const spec = createSpec('true', { sandbox: 'none' });
    const { stepIdentity } = runFiles(spec.runDirectory);
    spec.steps[0]!.command = `[ -e '${stepIdentity}' ] && echo recorded`;
    expect(outputText(await completeRun(spec))).toEqual(['recorded']);
  });

  itInSandbox('takes a sandboxed agent with a killed runner, escapees included', async () => {
    const { runner, family } = await startStubbornFamily('bubblewrap');
    sendSignal(runner.pid, 'SIGKILL');
    await eventually(() => family().length === 0, 'the end of the family');
  });

  it('without a sandbox leaves it to the server to sweep up after a killed runner', async () => {
    const { spec, runner, family, handle } = await startStubbornFamily('none');
    sendSignal(runner.pid, 'SIGKILL');
    await eventually(() => !handle.isRunnerAlive(), 'the end of the runner');
    await destroySurvivors(spec);
    expect(markedProcesses(spec.runId)).toEqual([]);
    for (const pid of family()) sendSignal(pid, 'SIGKILL');
  });

  itInSandbox('reports a sandbox that was killed from outside as a failed step', async () => {
    const { spec, handle } = await startRun(createSpec('echo up; sleep 60'));
    await untilPrinted(handle, 'up');
    for (const pid of markedProcesses(spec.runId)) {
      if (commandLine(pid)[0] === 'bwrap') sendSignal(pid, 'SIGKILL');
    }
    expect(exitOf(await collectRecords(handle))?.outcome).toBe('failed');
    expect(markedProcesses(spec.runId)).toEqual([]);
  });
});

describe('a run', () => {
  it('is stopped when no server was attached for too long, and the runner leaves', async () => {
    const limits = { orphanedMs: 300, acknowledgeMs: 1 };
    const { handle } = await startRun(createSpec('sleep 60', { limits }));
    await eventually(() => !handle.isRunnerAlive(), 'the end of the runner');
    expect(exitOf(await collectRecords(handle))?.reason).toBe('orphaned');
  });

  it('is stopped when its runner is asked to end', async () => {
    const { handle } = await startRun(createSpec('sleep 60'));
    const all = collectRecords(handle);
    expect(handle.terminate()).toBe(true);
    expect(exitOf(await all)?.reason).toBe('runner_terminated');
  });

  it('is stopped when it takes too long', async () => {
    const { handle } = await startRun(createSpec('sleep 60', { limits: { runtimeMs: 200 } }));
    expect(exitOf(await collectRecords(handle))?.reason).toBe('runtime_limit');
  });

  it('outlives the process that launched it', async () => {
    const spec = createSpec(nodeAgent('numbered-lines', '3', '1', '300'));
    const script = bundleScript('server/test/support/launch-and-die.ts');
    const launcher = spawn(process.execPath, [script, JSON.stringify(spec), runnerBundle()]);
    const [, signal] = (await once(launcher, 'exit')) as unknown[];
    expect(signal).toBe('SIGKILL');
    expect(exitOf(await collectRecords(new RunnerHandle(spec, 1)))?.outcome).toBe('succeeded');
  });
});
