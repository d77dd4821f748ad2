import { attemptRow } from '@/lib/testing/rows';
import { possibleActions } from './possible';

test.each(['superseded', 'discarded', 'lost_comparison', 'pr_closed'] as const)(
  'no changes are asked of an attempt that is closed: %s',
  (reason) => {
    const attempt = attemptRow({ closed: { reason, by: 'user', at: '2026-01-11T07:03:10Z' } });
    expect(possibleActions(attempt).requestChanges).not.toBeNull();
  },
);

test.each(['approve', 'createPr'] as const)(
  '%s says that a result without a change has nothing to merge',
  (action) => {
    const diff = { files: 0, additions: 0, deletions: 0 };
    const possible = possibleActions(attemptRow({ diff }), 'owner/shop');
    expect(possible[action]).toMatch(/changed nothing/);
    expect(possibleActions(attemptRow({ diff: { ...diff, files: 1 } }), 'owner/shop')[action]).toBeNull();
  },
);

test('changes can be asked of a result that is open', () => {
  expect(possibleActions(attemptRow()).requestChanges).toBeNull();
});
