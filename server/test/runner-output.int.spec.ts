import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { PROTOCOL_VERSION } from '../src/platform/process/run-protocol/messages.js';
import { runFiles } from '../src/platform/process/run-protocol/run-directory.js';
import { sendRequest } from '../src/platform/runner-client/runner-connection.js';
import { eventually } from './support/eventually.js';
import { numberedLines } from './support/numbered-lines.js';
import {
  collectRecords,
  completeRun,
  createSpec,
  exitOf,
  cleanUpRuns,
  nodeAgent,
  ofKind,
  outputText,
  peakMemoryMiB,
  shellAgent,
  startRun,
} from './support/run-fixture.js';
import { describeWithSmallDisk, mountSmallDisk, type SmallDisk } from './support/small-disk.js';

afterEach(cleanUpRuns);

const MIB = 1024 * 1024;

describe('much output', () => {
  it('of one line of 100 MiB costs the runner less than 100 MiB of memory', async () => {
    const limits = { acknowledgeMs: 30_000 };
    const spec = createSpec(nodeAgent('endless-line', '100'), { limits, redact: ['some secret'] });
    const { handle, runner } = await startRun(spec);
    const [line, after] = ofKind(await collectRecords(handle), 'stdout');
    expect(peakMemoryMiB(runner.pid)).toBeLessThan(100);
    expect(line?.text.length).toBe(64 * 1024);
    expect(line?.omittedBytes).toBe(100 * MIB - 64 * 1024);
    expect(after?.text).toBe('after');
    expect(statSync(runFiles(spec.runDirectory).rawLog('agent')).size).toBe(100 * MIB + '\nafter\n'.length);
  });

  it('of 10 million lines is in the raw log; the records say how many are only there', async () => {
    const lines = 10_000_000;
    const limits = { acknowledgeMs: 30_000 };
    const spec = createSpec(`yes 'a line' | head -n ${lines}`, { limits, redact: ['some secret'] });
    const { handle, runner } = await startRun(spec);
    const seen = { lines: 0, throttled: 0 };
    for await (const { records } of handle.attach(0)) {
      for (const record of records) {
        if (record.kind === 'stdout') seen.lines++;
        else if (record.kind === 'throttled') seen.throttled += record.lines;
      }
    }
    expect(peakMemoryMiB(runner.pid)).toBeLessThan(100);
    expect(seen.lines).toBeGreaterThanOrEqual(100_000);
    expect(seen.lines).toBeLessThan(lines);
    expect(seen.throttled).toBeGreaterThan(0);
    expect(seen.lines + seen.throttled).toBe(lines);
    expect(statSync(runFiles(spec.runDirectory).rawLog('agent')).size).toBe(lines * 'a line\n'.length);
  });

  it('costs no memory and holds up nobody when a server attaches but does not read', async () => {
    const print100MB = 'yes 0123456789012345678901234567890123456789 | head -c 100000000; echo; echo end';
    const limits = { acknowledgeMs: 30_000, spoolBytes: 1024 * MIB, linesPerSecond: null };
    const { handle, runner, spec } = await startRun(createSpec(print100MB, { limits }));
    const { runId, token, runDirectory } = spec;
    const silent = await sendRequest(runDirectory, {
      ...{ protocol: PROTOCOL_VERSION, runId, token, fence: 1 },
      ...{ type: 'attach', from: 0 },
    });
    await eventually(() => isComplete(runFiles(runDirectory).spool), 'the exit record');
    expect(peakMemoryMiB(runner.pid)).toBeLessThan(100);
    silent.destroy();
    let last: string | undefined;
    for await (const { records } of handle.attach(0)) last = outputText(records).at(-1) ?? last;
    expect(last).toBe('end');
  });

  it('without end stops the run', async () => {
    const limits = { spoolBytes: MIB, rawLogBytes: 100_000 };
    const spec = createSpec(shellAgent('prints-forever'), { limits });
    const records = await completeRun(spec);
    expect(exitOf(records)?.reason).toBe('output_limit');
    expect(ofKind(records, 'raw_log_stopped')[0]?.reason).toBe('limit');
    expect(statSync(runFiles(spec.runDirectory).spool).size).toBeLessThan(8 * MIB);
    expect(statSync(runFiles(spec.runDirectory).rawLog('agent')).size).toBe(100_000);
  });
});

function isComplete(spool: string): boolean {
  const fd = openSync(spool, 'r');
  const tail = Buffer.alloc(400);
  readSync(fd, tail, 0, tail.length, Math.max(0, fstatSync(fd).size - tail.length));
  closeSync(fd);
  return tail.includes('"kind":"exit"');
}

describe('binary output', () => {
  it('is readable text in the records and unchanged in the raw log', async () => {
    const spec = createSpec(shellAgent('binary-output'));
    const records = await completeRun(spec);
    expect(outputText(records)).toEqual(['a\u2400b\ufffd\ufffd(', '\ufffd\ufffd\ufffd']);
    const raw = readFileSync(runFiles(spec.runDirectory).rawLog('agent'));
    expect(raw.includes(Buffer.from('a\0b\xff\xc3(\n\xed\xa0\x80\n', 'latin1'))).toBe(true);
    expect(raw.length).toBe(300_000 + 11);
    expect(ofKind(records, 'stderr').every(({ text }) => !/\0|\p{Surrogate}/u.test(text))).toBe(true);
  });
});

describeWithSmallDisk('a full disk', () => {
  let disk: SmallDisk;
  beforeEach(() => {
    disk = mountSmallDisk('4m');
  });
  afterEach(() => disk.unmount());

  const runDirectory = (): string => join(disk.path, 'run');
  const ballast = (): string => join(disk.path, 'ballast');
  /** Full, and nothing has been written for fifty looks: the last piece may just have fitted. */
  const untilFull = () => {
    let looks = 0;
    let before = 0;
    return eventually(() => {
      const now = statSync(runFiles(runDirectory()).spool, { throwIfNoEntry: false })?.size ?? 0;
      looks = disk.freeBytes() === 0 && now === before ? looks + 1 : 0;
      before = now;
      return looks > 50;
    }, 'the disk to be full');
  };

  const printMuch = (lines: number) => nodeAgent('numbered-lines', String(lines), '1000', '1');

  it('holds up the agent; when there is room again nothing is lost', async () => {
    writeFileSync(ballast(), Buffer.alloc(3 * MIB));
    const { handle } = await startRun(createSpec(printMuch(20_000), { runDirectory: runDirectory() }));
    const all = collectRecords(handle);
    await untilFull();
    expect(handle.isRunnerAlive()).toBe(true);
    rmSync(ballast());
    const records = await all;
    expect(outputText(records)).toEqual(numberedLines(20_000));
    expect(records.map(({ n }) => n)).toEqual(records.map((_, index) => index + 1));
    expect(ofKind(records, 'disk_was_full').length).toBeGreaterThan(0);
    const log = readFileSync(runFiles(runDirectory()).rawLog('agent'), 'utf8');
    expect(log).toBe(
      numberedLines(20_000)
        .map((line) => `${line}\n`)
        .join(''),
    );
  });

  it('that stays full stops the run, with a readable end', async () => {
    const limits = { diskFullMs: 500 };
    const spec = createSpec(printMuch(100_000), { runDirectory: runDirectory(), limits });
    const records = await completeRun(spec);
    expect(exitOf(records)?.reason).toBe('disk_full');
    expect(records.map(({ n }) => n)).toEqual(records.map((_, index) => index + 1));
  });

  it('does not keep a run from being cancelled', async () => {
    const { handle } = await startRun(createSpec(printMuch(1_000_000), { runDirectory: runDirectory() }));
    const all = collectRecords(handle);
    await untilFull();
    await handle.cancel();
    expect(exitOf(await all)?.reason).toBe('cancelled');
  });

  it('at the launch is reported as such', async () => {
    await disk.fill();
    await expect(startRun(createSpec('true', { runDirectory: runDirectory() }))).rejects.toMatchObject({
      code: 'ENOSPC',
    });
  });
});
