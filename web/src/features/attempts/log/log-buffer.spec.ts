import type { AttemptEvent, StoredAttemptEvent } from '@contracts/attempt-event';
import { createLogBuffer } from './log-buffer';

const stored = (seq: number, event: AttemptEvent): StoredAttemptEvent => ({
  attempt_id: 'attempt',
  seq,
  ts: '2026-01-11T07:03:10Z',
  event,
});

const line = (seq: number) =>
  stored(seq, {
    kind: 'LOG',
    payload: { level: 'INFO', message: `line ${seq}`, stream: 'stdout', run_id: null },
  });

const tool = (seq: number, status: string, output?: string) =>
  stored(seq, {
    kind: 'TOOL',
    payload: {
      id: 'call',
      name: 'Read',
      tool_kind: 'read',
      status,
      ...(output === undefined ? {} : { output }),
    },
  });

const buffer = () => createLogBuffer((callback) => callback());
const seqs = (log: ReturnType<typeof buffer>) => log.snapshot().rows.map(({ seq }) => seq);

test('a replay after a reconnect shows no line twice', () => {
  const log = buffer();
  log.append([line(1), line(2)]);
  log.append([line(1), line(2), line(3)]);
  expect(seqs(log)).toEqual([1, 2, 3]);
});

test('an older page goes before the first row', () => {
  const log = buffer();
  log.append([line(5), line(6)]);
  log.prepend([line(3), line(4), line(5)]);
  expect(seqs(log)).toEqual([3, 4, 5, 6]);
  expect(log.snapshot()).toMatchObject({ firstSeq: 3, lastSeq: 6 });
});

test('lines behind a gap begin anew, so that none is missing between two that are shown', () => {
  const log = buffer();
  log.append([line(1), line(2)]);
  log.append([line(9), line(10)]);
  expect(seqs(log)).toEqual([9, 10]);
  log.prepend([line(8)]);
  expect(log.snapshot()).toMatchObject({ firstSeq: 8, lastSeq: 10 });
});

test('a tool call stays one row and shows its latest state', () => {
  const log = buffer();
  log.append([tool(1, 'running'), line(2), tool(3, 'done', 'text')]);
  expect(seqs(log)).toEqual([1, 2]);
  expect(log.snapshot().rows[0]?.event.payload).toMatchObject({ status: 'done', output: 'text' });
});

test('an older state of a tool call, paged in later, does not win', () => {
  const log = buffer();
  log.append([tool(9, 'done')]);
  log.prepend([tool(4, 'running')]);
  expect(log.snapshot().rows[0]?.event.payload).toMatchObject({ status: 'done' });
});

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_none, index) => line(from + index));

test('of a long log the newest rows are kept, and the older ones can be paged in again', () => {
  const log = buffer();
  log.append(lines(1, 60_000));
  expect(log.snapshot()).toMatchObject({ firstSeq: 10_001, lastSeq: 60_000 });
  expect(log.snapshot().rows).toHaveLength(50_000);
  log.prepend(lines(9_001, 10_000));
  expect(log.snapshot().rows[0]?.seq).toBe(9_001);
});

test('lines are not taken away from somebody who reads further up', () => {
  const log = buffer();
  log.follow(false);
  log.append(lines(1, 60_000));
  expect(log.snapshot().rows).toHaveLength(60_000);
  log.follow(true);
  log.append([line(60_001)]);
  expect(log.snapshot().rows).toHaveLength(50_000);
});
