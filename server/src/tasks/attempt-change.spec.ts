import { applyAttemptChange, type AttemptChange, type AttemptReport } from './attempt-change.js';
import type { LatestAttempt } from './task-response.dto.js';

const bare = { latestAttempt: null, needsAttention: null, headSha: null, branchName: null, prUrl: null };
const now = new Date('2026-01-02T00:00:00Z');
const report = (number: number, status: LatestAttempt['status']): Omit<LatestAttempt, 'activity'> => ({
  id: String(number),
  number,
  status,
  phase: null,
  agent_id: null,
  failure: null,
  closed: null,
  gates: [],
  diff: null,
  cost_usd: null,
  waiting: null,
  open_comments: 0,
  overlaps: [],
  queued_at: '2026-01-01T00:00:00.000Z',
  started_at: null,
  finished_at: null,
});
const attempt = (number: number, status: LatestAttempt['status']): LatestAttempt => ({
  ...report(number, status),
  activity: null,
});

describe('applyAttemptChange', () => {
  it('leaves alone what the change does not name', () => {
    const task = { ...bare, headSha: 'abc', branchName: 'ak/x' };
    expect(applyAttemptChange(task, {}, now)).toEqual(task);
    expect(applyAttemptChange(task, { headSha: null }, now)).toEqual({ ...task, headSha: null });
  });

  it('shows the newest attempt, whoever reports last', () => {
    const task = { ...bare, latestAttempt: attempt(2, 'RUNNING') };
    expect(applyAttemptChange(task, { latestAttempt: attempt(1, 'FAILED') }, now).latestAttempt?.number).toBe(
      2,
    );
    expect(applyAttemptChange(task, { latestAttempt: attempt(2, 'FAILED') }, now).latestAttempt?.status).toBe(
      'FAILED',
    );
    expect(applyAttemptChange(task, { latestAttempt: attempt(3, 'QUEUED') }, now).latestAttempt?.number).toBe(
      3,
    );
  });

  it('shows an older attempt again when the newer one was closed', () => {
    const closed = { reason: 'discarded', by: 'somebody', at: '2026-01-01T00:00:00.000Z' } as const;
    const task = { ...bare, latestAttempt: Object.assign(attempt(2, 'REVIEW_READY'), { closed }) };
    const change = { latestAttempt: attempt(1, 'REVIEW_READY') };
    expect(applyAttemptChange(task, change, now).latestAttempt?.number).toBe(1);
  });

  it('asks for no answer any more once there is one, and goes on asking for all else', () => {
    const since = '2026-01-01T00:00:00.000Z';
    const asking = { ...bare, needsAttention: { reason: 'question', since, ref: 'request' } as const };
    expect(applyAttemptChange(asking, { afterRequest: null }, now).needsAttention).toBeNull();
    const review = { reason: 'review', ref: 'attempt' } as const;
    expect(applyAttemptChange(asking, { afterRequest: review }, now).needsAttention).toMatchObject(review);
    const red = { ...bare, needsAttention: { reason: 'gates_failed', since, ref: 'attempt' } as const };
    expect(applyAttemptChange(red, { afterRequest: null }, now).needsAttention).toEqual(red.needsAttention);
  });

  it('keeps what the attempt does until it says something else of it', () => {
    const task = { ...bare, latestAttempt: { ...attempt(2, 'RUNNING'), activity: 'thinking' } };
    const after = (latestAttempt: AttemptReport) =>
      applyAttemptChange(task, { latestAttempt }, now).latestAttempt?.activity;
    expect(after(report(2, 'RUNNING'))).toBe('thinking');
    expect(after(attempt(2, 'RUNNING'))).toBeNull();
    expect(after(report(3, 'RUNNING'))).toBeNull();
  });

  it('keeps what the attempt shares with others while it goes on, and forgets it at its end', () => {
    const found = [{ attempt_id: '9', task_id: 't', task_key: 'ANT-9', paths: ['a.ts'], count: 1 }];
    const running = { ...bare, latestAttempt: attempt(2, 'RUNNING') };
    const marked = applyAttemptChange(running, { overlaps: { attemptId: '2', found } }, now);
    expect(marked.latestAttempt?.overlaps).toEqual(found);
    const after = (change: AttemptChange) => applyAttemptChange(marked, change, now).latestAttempt?.overlaps;
    expect(after({ latestAttempt: attempt(2, 'REVIEW_READY') })).toEqual(found);
    expect(after({ overlaps: { attemptId: '1', found: [] } })).toEqual(found);
    expect(after({ latestAttempt: attempt(2, 'APPROVED_MERGED') })).toEqual([]);
    expect(after({ latestAttempt: attempt(3, 'RUNNING') })).toEqual([]);
  });

  it('counts a wait from its beginning', () => {
    const since = '2026-01-01T00:00:00.000Z';
    const task = { ...bare, needsAttention: { reason: 'review' as const, since, ref: '1' } };
    const told = (reason: 'review' | 'conflict', ref: string) =>
      applyAttemptChange(task, { needsAttention: { reason, ref } }, now).needsAttention?.since;
    expect(told('review', '1')).toBe(since);
    expect(told('review', '2')).toBe(now.toISOString());
    expect(told('conflict', '1')).toBe(now.toISOString());
    expect(applyAttemptChange(task, { needsAttention: null }, now).needsAttention).toBeNull();
  });
});
