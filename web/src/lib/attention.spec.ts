import type { AttentionReason } from '@contracts/task-status';
import type { LatestAttempt } from './api/types';
import { attentionText, waitingPlace, waitingTasks, type WaitingTask } from './attention';
import { taskRow } from './testing/rows';

const waiting = (reason: AttentionReason, status?: LatestAttempt['status']) =>
  taskRow({
    needs_attention: { reason, since: '2026-01-11T07:03:10Z', ref: null },
    latest_attempt: status === undefined ? null : ({ id: 'attempt-1', status } as LatestAttempt),
  }) as WaitingTask;

test.each([
  ['review', 'REVIEW_READY', 'diff'],
  ['gates_failed', 'REVIEW_READY', 'gates'],
  ['attempt_failed', 'FAILED', 'logs'],
  ['conflict', 'REVIEW_READY', 'diff'],
  ['budget', 'FAILED', 'summary'],
  ['rounds_exhausted', 'REVIEW_READY', 'summary'],
  ['permission', 'RUNNING', 'logs'],
  ['question', 'RUNNING', 'logs'],
  ['plan', 'RUNNING', 'logs'],
] as const)('%s of a %s attempt is done in its %s', (reason, status, tab) => {
  expect(waitingPlace(waiting(reason, status))).toEqual({ in: 'attempt', attemptId: 'attempt-1', tab });
});

test('a run that was cancelled is not said to have failed', () => {
  expect(attentionText(waiting('attempt_failed', 'CANCELLED'))).toBe('Cancelled');
  expect(attentionText(waiting('attempt_failed', 'FAILED'))).toBe('Attempt failed');
});

test('a result without a change is not said to be ready for review', () => {
  const changed = (files: number) => {
    const task = waiting('review', 'REVIEW_READY');
    const diff = { files, additions: files, deletions: 0 };
    return { ...task, latest_attempt: { ...task.latest_attempt, diff } as LatestAttempt };
  };
  expect(attentionText(changed(0))).toBe('Changed nothing');
  expect(waitingPlace(changed(0))).toMatchObject({ tab: 'summary' });
  expect(attentionText(changed(1))).toBe('Ready for review');
});

test('what nobody at work asks is answered in the thread', () => {
  expect(waitingPlace(waiting('question'))).toEqual({ in: 'thread' });
  expect(waitingPlace(waiting('question', 'REVIEW_READY'))).toEqual({ in: 'thread' });
});

test('the longest wait comes first', () => {
  const since = (id: string, at: string) =>
    taskRow({ id, needs_attention: { reason: 'review', since: at, ref: null } });
  const tasks = [since('b', '2026-01-02T00:00:00Z'), taskRow(), since('a', '2026-01-01T00:00:00Z')];
  expect(waitingTasks(tasks).map(({ id }) => id)).toEqual(['a', 'b']);
});
