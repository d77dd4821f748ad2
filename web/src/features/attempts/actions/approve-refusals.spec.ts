import { Problem } from '@/lib/api/problem';
import { refusalOf } from './approve-refusals';

const refusedFor = (items: string[]) => new Problem(409, 'attempt.evidence', '', null, [], { items });

test.each([
  ['look', ['secret:config.ts']],
  ['rerun', ['secret:config.ts', 'gate:test']],
  ['rerun', ['stale:lint']],
])('the way on is to %s where %j stands against the change', (wayOn, items) => {
  expect(refusalOf(refusedFor(items))).toMatchObject({ wayOn });
});
