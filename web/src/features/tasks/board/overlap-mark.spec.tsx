import { render } from '@testing-library/react';
import type { LatestAttempt } from '@/lib/api/types';
import { taskRow } from '@/lib/testing/rows';
import { OverlapMark } from './overlap-mark';

const overlap = (task_key: string, count: number) => ({
  attempt_id: `${task_key}-${count}`,
  task_id: task_key,
  task_key,
  paths: ['src/a.ts', 'src/b.ts'],
  count,
});

const textOf = (overlaps: LatestAttempt['overlaps']): string => {
  const latest_attempt = { id: 'attempt-1', overlaps } as LatestAttempt; // all that the mark reads
  return render(<OverlapMark task={taskRow({ latest_attempt })} />).container.textContent;
};

test('an overlap is said in words: with which card, in which file, and how many more', () => {
  expect(textOf([overlap('ANT-12', 3)])).toBe('Overlaps ANT-12:src/a.ts+2 more files');
});

test('several attempts of one card are one card', () => {
  expect(textOf([overlap('ANT-12', 1), overlap('ANT-12', 2), overlap('ANT-7', 1)])).toBe(
    'Overlaps ANT-12 and 1 more:src/a.ts',
  );
});

test('without an overlap there is no mark', () => {
  expect(textOf([])).toBe('');
});
