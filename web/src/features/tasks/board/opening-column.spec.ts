import { taskRow } from '@/lib/testing/rows';
import { openingColumn } from './opening-column';

const quiet = taskRow({ needs_attention: null });
const waiting = taskRow({ needs_attention: { reason: 'review', since: '2026-01-01T00:00:00Z', ref: null } });
const board = (todo: (typeof quiet)[], progress: (typeof quiet)[], review: (typeof quiet)[]) => [
  { column: { status: 'inbox' as const }, tasks: todo },
  { column: { status: 'in_progress' as const }, tasks: progress },
  { column: { status: 'review' as const }, tasks: review },
];

it('opens on what waits for a person, else on work in progress, else on the first column', () => {
  expect(openingColumn(board([quiet], [quiet], [quiet, waiting]))).toBe(2);
  expect(openingColumn(board([quiet], [quiet], [quiet]))).toBe(1);
  expect(openingColumn(board([quiet], [], [quiet]))).toBe(0);
});
