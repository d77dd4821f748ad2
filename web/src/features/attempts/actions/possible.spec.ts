import { attemptRow } from '@/lib/testing/rows';
import { possibleActions } from './possible';

test.each(['superseded', 'discarded', 'lost_comparison', 'pr_closed'] as const)(
  'no changes are asked of an attempt that is closed: %s',
  (reason) => {
    const attempt = attemptRow({ closed: { reason, by: 'user', at: '2026-01-11T07:03:10Z' } });
    expect(possibleActions(attempt).requestChanges).not.toBeNull();
  },
);

test('changes can be asked of a result that is open', () => {
  expect(possibleActions(attemptRow()).requestChanges).toBeNull();
});
