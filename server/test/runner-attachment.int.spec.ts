import { afterEach, describe, expect, it } from '@jest/globals';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { isAlive } from '../src/platform/process/process-identity.js';
import { sendSignal } from '../src/platform/process/process-table.js';
import { PROTOCOL_VERSION } from '../src/platform/process/run-protocol/messages.js';
import { CONTROL_SOCKET, runFiles } from '../src/platform/process/run-protocol/run-directory.js';
import { sendRequest } from '../src/platform/runner-client/runner-connection.js';
import { claimAbandonedRun, destroySurvivors } from '../src/platform/runner-client/abandoned-run.js';
import { RunnerUnreachable, Superseded } from '../src/platform/runner-client/runner-errors.js';
import { RunnerHandle } from '../src/platform/runner-client/runner-handle.js';
import { eventually } from './support/eventually.js';
import { markedProcesses } from './support/marked-processes.js';
import {
  collectRecords,
  completeRun,
  createSpec,
  exitOf,
  cleanUpRuns,
  createFolder,
  nodeAgent,
  ofKind,
  outputText,
  startRun,
  untilPrinted,
} from './support/run-fixture.js';
import { describeInEachMode } from './support/sandbox.js';

afterEach(cleanUpRuns);

const refusedWith = (reason: string) => expect.objectContaining({ reason });
const credentials = { protocol: PROTOCOL_VERSION, fence: 1 };

/** Waits until the test makes the file `go`. */
const untilReleased = 'echo up; while [ ! -e go ]; do sleep 0.02; done; echo done';
const letGo = (cwd: string): void => writeFileSync(join(cwd, 'go'), '');

describe('attaching to a runner', () => {
  it('reads the spool again from every record boundary', async () => {
    const { handle, spec } = await startRun(createSpec(nodeAgent('numbered-lines', '20', '20', '0')));
    const all = await collectRecords(handle);
    const lines = readFileSync(runFiles(spec.runDirectory).spool, 'utf8').split('\n');
    let offset = 0;
    for (const [index] of all.entries()) {
      expect((await collectRecords(handle, offset))[0]?.n).toBe(index + 1);
      offset += Buffer.byteLength(lines[index]!) + 1;
    }
  });

  it('is refused with a reason: offset, token, run, fence, protocol', async () => {
    const { spec, handle } = await startRun(createSpec('sleep 60'));
    await expect(collectRecords(handle, 5)).rejects.toEqual(refusedWith('bad_offset'));
    await expect(collectRecords(handle, 1_000_000)).rejects.toEqual(refusedWith('bad_offset'));
    const wrongToken = new RunnerHandle({ ...spec, token: 'guess' }, 1);
    await expect(wrongToken.cancel()).rejects.toEqual(refusedWith('unauthorized'));
    const wrongRun = new RunnerHandle({ ...spec, runId: 'other' }, 1);
    await expect(wrongRun.cancel()).rejects.toEqual(refusedWith('unauthorized'));
    await expect(new RunnerHandle(spec, 0).cancel()).rejects.toBeInstanceOf(Superseded);
    const { runId, token, runDirectory } = spec;
    const newer = { runId, token, fence: 1, protocol: PROTOCOL_VERSION + 1, type: 'cancel' } as const;
    await expect(sendRequest(runDirectory, newer)).rejects.toEqual(refusedWith('unsupported_protocol'));
    expect(handle.isRunnerAlive()).toBe(true);
  });

  it('goes to the higher fence; the lower one is told so instead of fighting back', async () => {
    const { spec, handle: older } = await startRun(createSpec(untilReleased));
    const seenByOlder: unknown[] = [];
    const following = (async () => {
      for await (const batch of older.attach(0)) seenByOlder.push(batch);
    })();
    const refusal = expect(following).rejects.toBeInstanceOf(Superseded);
    await eventually(() => seenByOlder.length > 0, 'the older server to see something');
    const newer = new RunnerHandle(spec, 2);
    await untilPrinted(newer, 'up');
    await refusal;
    await expect(older.cancel()).rejects.toBeInstanceOf(Superseded);
    letGo(spec.steps[0]!.cwd);
    expect(outputText(await collectRecords(newer))).toEqual(['up', 'done']);
  });

  it('replaces the previous connection of the same server', async () => {
    const { spec } = await startRun(createSpec(untilReleased));
    const { runId, token, runDirectory } = spec;
    const first = await sendRequest(runDirectory, { ...credentials, runId, token, type: 'attach', from: 0 });
    const isClosed = new Promise((resolve) => first.resume().once('close', resolve));
    const second = collectRecords(new RunnerHandle(spec, 1));
    await isClosed;
    letGo(spec.steps[0]!.cwd);
    expect(outputText(await second)).toEqual(['up', 'done']);
  });

  it('ends when it is aborted, and the run goes on', async () => {
    const { spec, handle } = await startRun(createSpec(untilReleased));
    const abort = new AbortController();
    const following = (async () => {
      for await (const batch of handle.attach(0, abort.signal)) if (batch.to > 0) abort.abort();
    })();
    await expect(following).rejects.toThrow(/abort/i);
    letGo(spec.steps[0]!.cwd);
    expect(exitOf(await collectRecords(handle))?.outcome).toBe('succeeded');
  });

  it('is not disturbed by garbage, silence and a flood on the socket', async () => {
    const { spec, handle } = await startRun(createSpec(untilReleased));
    const before = process.cwd();
    process.chdir(spec.runDirectory);
    const open = (): Socket => connect(CONTROL_SOCKET).on('error', () => undefined);
    const sockets = ['not json\n', '{}\n', 'null\n', 'x'.repeat(3_000_000)].map((bytes) => {
      const socket = open().resume();
      socket.write(bytes);
      return socket;
    });
    const silent = open();
    process.chdir(before);
    await eventually(() => sockets.every(({ closed }) => closed), 'the runner to hang up');
    letGo(spec.steps[0]!.cwd);
    expect(outputText(await collectRecords(handle))).toEqual(['up', 'done']);
    silent.destroy();
  });

  it('works again after the socket file was removed', async () => {
    const { spec, handle } = await startRun(createSpec(untilReleased, { limits: { acknowledgeMs: 30_000 } }));
    await untilPrinted(handle, 'up');
    rmSync(join(spec.runDirectory, CONTROL_SOCKET));
    const all = collectRecords(handle);
    letGo(spec.steps[0]!.cwd);
    expect(outputText(await all)).toEqual(['up', 'done']);
    await handle.acknowledge();
  });

  it('goes on with a runner that did not answer for a while', async () => {
    const { spec, runner } = await startRun(createSpec(untilReleased));
    const handle = new RunnerHandle(spec, 1, { pingMs: 50, replyMs: 50, unreachableMs: 60_000 });
    await untilPrinted(handle, 'up');
    const all = collectRecords(handle);
    sendSignal(runner.pid, 'SIGSTOP');
    const { runId, token, runDirectory } = spec;
    const ping = sendRequest(runDirectory, { ...credentials, runId, token, type: 'ping' }, 300);
    await expect(ping).rejects.toThrow('in time');
    letGo(spec.steps[0]!.cwd);
    sendSignal(runner.pid, 'SIGCONT');
    expect(outputText(await all)).toEqual(['up', 'done']);
  });

  it('gives up a runner that hangs, although it was attached to', async () => {
    const { spec, runner } = await startRun(createSpec('echo up; sleep 60'));
    const handle = new RunnerHandle(spec, 1, { pingMs: 50, replyMs: 100, unreachableMs: 500 });
    const seen: string[] = [];
    const all = (async () => {
      for await (const { records } of handle.attach(0)) seen.push(...outputText(records));
    })();
    await eventually(() => seen.includes('up'), 'the attachment to be live');
    sendSignal(runner.pid, 'SIGSTOP');
    await expect(all).rejects.toBeInstanceOf(RunnerUnreachable);
  });

  it.each([
    ['removed', () => undefined],
    ['a link to another one', (path: string) => symlinkSync(createFolder('other-'), path)],
  ])('ends when the run directory is %s, and the runner is ended with its agent', async (_name, replace) => {
    const { spec, runner } = await startRun(createSpec('echo up; sleep 60'));
    const handle = new RunnerHandle(spec, 1, { pingMs: 50, replyMs: 1_000, unreachableMs: 60_000 });
    await untilPrinted(handle, 'up');
    const all = collectRecords(handle);
    rmSync(spec.runDirectory, { recursive: true });
    replace(spec.runDirectory);
    expect(exitOf(await all)).toBeUndefined();
    expect(claimAbandonedRun(spec)).toBe(true);
    await destroySurvivors(spec);
    expect(isAlive(runner)).toBe(false);
    expect(markedProcesses(spec.runId)).toEqual([]);
  });

  it('finds a run directory whose path is longer than a socket address', async () => {
    const deep = Array.from({ length: 12 }, () => 'a-rather-long-directory-name').join('/');
    const runDirectory = join(createFolder('deep-'), deep);
    expect(outputText(await completeRun(createSpec('echo hi', { runDirectory })))).toEqual(['hi']);
  });
});

describe('the end of a run', () => {
  it('is the last record, whatever arrives before the acknowledgement', async () => {
    const { handle } = await startRun(createSpec('true', { limits: { acknowledgeMs: 30_000 } }));
    expect((await collectRecords(handle)).at(-1)?.kind).toBe('exit');
    await handle.cancel();
    await handle.answer('late', { decision: 'allow' });
    await handle.acknowledge();
    await eventually(() => !handle.isRunnerAlive(), 'the end of the runner');
    expect((await collectRecords(handle)).at(-1)?.kind).toBe('exit');
  });

  it('does not keep the runner when nobody acknowledges it', async () => {
    const { handle } = await startRun(createSpec('true', { limits: { acknowledgeMs: 100 } }));
    await eventually(() => !handle.isRunnerAlive(), 'the end of the runner');
  });
});

describeInEachMode('the input of a step', (sandbox) => {
  it('may be closed early', async () => {
    const input = { kind: 'text', text: 'x'.repeat(1_000_000) } as const;
    const script = `exec 0<&-; ${untilReleased}`;
    const { spec, handle } = await startRun(createSpec(script, { sandbox, step: { input } }));
    letGo(spec.steps[0]!.cwd);
    const records = await collectRecords(handle);
    expect(outputText(records)).toEqual(['up', 'done']);
    expect(exitOf(records)?.outcome).toBe('succeeded');
  });

  it('and the outputs may be opened by path', async () => {
    const script = 'cat /dev/stdin > /dev/stdout; echo problem > /dev/stderr';
    const input = { kind: 'text', text: 'hi' } as const;
    const records = await completeRun(createSpec(script, { sandbox, step: { input } }));
    expect(outputText(records)).toEqual(['hi']);
    expect(ofKind(records, 'stderr')[0]?.text).toBe('problem');
  });
});
