import type { AttemptDetail } from '@/lib/api/types';
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

const whyNot = (part: Partial<AttemptDetail>) => possibleActions(attemptRow(part));

test.each<[Partial<AttemptDetail>, string]>([
  [{ status: 'APPROVED_MERGED' }, 'It is merged already.'],
  [{ phase: 'merging' }, 'It is being merged right now.'],
  [{ status: 'RUNNING' }, 'It is still running: wait for it or cancel it.'],
])('with %o nothing more is asked of it: %s', (part, why) => {
  const { requestChanges, approve, discard, rerunGates, updateFromBase } = whyNot(part);
  expect(new Set([requestChanges, approve, discard, rerunGates, updateFromBase])).toEqual(new Set([why]));
});

test('only a failed or cancelled attempt whose agent is still there is tried again', () => {
  expect(whyNot({}).retry).toContain('Only a failed or cancelled attempt');
  expect(whyNot({ status: 'CANCELLED' }).retry).toBeNull();
  expect(whyNot({ status: 'FAILED', agent_id: null }).retry).toContain('Its agent profile is gone');
});

test('a failed attempt is not merged, one without a result neither, and without gates none is run again', () => {
  expect(whyNot({ status: 'FAILED' }).approve).toBe('A failed attempt cannot be merged.');
  expect(whyNot({ head_sha: null }).approve).toContain('no result');
  expect(whyNot({ gates: [] }).rerunGates).toBe('The project names no gates.');
});

test('a run is cancelled once, and no second one begins meanwhile', () => {
  expect(whyNot({ status: 'RUNNING' })).toMatchObject({
    cancel: null,
    run: 'An attempt is running already.',
  });
  expect(whyNot({ status: 'RUNNING', cancel_requested_at: '2026-01-11T07:03:10Z' }).cancel).not.toBeNull();
  expect(whyNot({}).cancel).toBe('It is not running.');
});
