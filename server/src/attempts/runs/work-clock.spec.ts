import { describe, expect, it } from '@jest/globals';
import type { RecordBody, RunRecord } from '../../platform/process/run-protocol/run-record.js';
import { clockAfter } from './work-clock.js';

const step = 'agent';
const asked = (requestId: string): RecordBody => ({
  kind: 'request',
  step,
  request: { kind: 'permission', tool: 'x', input: {}, request_id: requestId, expires_at: '' },
});
const answered = (requestId: string, delivered = true): RecordBody => ({
  kind: 'answered',
  requestId,
  delivered,
});
const waiting = (until: number | null): RecordBody => ({ kind: 'waiting', step, until, message: '' });
const turn: RecordBody = { kind: 'turn_began', step };

const records = (...entries: readonly (readonly [number, RecordBody])[]): RunRecord[] =>
  entries.map(([at, body], index) => ({ n: index + 1, at, ...body }));
const worked = (...entries: readonly (readonly [number, RecordBody])[]): number =>
  clockAfter(undefined, records(...entries)).worked_ms;

describe('the time that a run worked', () => {
  it('is what lies between its records, over all of its batches', () => {
    const first = clockAfter(undefined, records([1_000, turn], [1_400, turn]));
    expect(clockAfter(first, records([2_000, turn])).worked_ms).toBe(1_000);
  });

  it('stands still while people are asked, until the last one has answered', () => {
    expect(
      worked(
        [0, turn],
        [100, asked('a')],
        [200, asked('b')],
        [5_000, answered('a')],
        [6_000, { kind: 'unanswered', requestId: 'b', by: 'timeout' }],
        [6_100, turn],
      ),
    ).toBe(200);
  });

  it('goes on when an answer came that nobody waited for', () => {
    expect(worked([0, asked('a')], [100, answered('x', false)], [200, answered('a')], [250, turn])).toBe(50);
  });

  it('stands still until the provider lets it go on', () => {
    expect(worked([0, turn], [100, waiting(9_000)], [9_000, waiting(null)], [9_050, turn])).toBe(150);
  });

  it('never runs backwards', () => {
    expect(worked([5_000, turn], [1_000, turn], [1_100, turn])).toBe(100);
  });
});
