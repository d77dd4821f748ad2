import type { Attempt } from '@/lib/api/types';
import { attemptRow } from '@/lib/testing/rows';
import { firstTab } from './first-tab';

const tabOf = (status: Attempt['status'], files: number) =>
  firstTab(attemptRow({ status, diff: { files, additions: files, deletions: 0 } }));

test.each([
  ['RUNNING', 0, 'logs'],
  ['FAILED', 0, 'logs'],
  ['FAILED', 3, 'logs'],
  ['CANCELLED', 3, 'logs'],
  ['REVIEW_READY', 0, 'summary'],
  ['REVIEW_READY', 3, 'diff'],
  ['APPROVED_MERGED', 3, 'diff'],
] as const)('a %s attempt with %i changed files opens on its %s', (status, files, tab) => {
  expect(tabOf(status, files)).toBe(tab);
});
