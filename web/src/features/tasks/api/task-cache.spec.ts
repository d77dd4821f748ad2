import { QueryClient } from '@tanstack/react-query';
import { keys } from '@/lib/api/query-keys';
import type { Attempt, LatestAttempt } from '@/lib/api/types';
import { attemptRow, taskRow } from '@/lib/testing/rows';
import { findTask, showAttempt } from './task-cache';

const closed: Attempt['closed'] = { reason: 'discarded', by: 'user', at: '2026-01-11T07:03:10Z' };

function shownAfter(shown: Partial<Attempt>, pushed: Partial<Attempt>): string | undefined {
  const client = new QueryClient();
  // A row of an attempt has all that a card shows of it.
  const latest = attemptRow(shown) as unknown as LatestAttempt;
  client.setQueryData(keys.tasks('project-1'), [taskRow({ latest_attempt: latest })]);
  showAttempt(client, 'project-1', attemptRow(pushed));
  return findTask(client, 'project-1', 'task-1')?.latest_attempt?.id;
}

const one = (part: Partial<Attempt> = {}) => ({ id: 'one', number: 1, ...part });
const two = (part: Partial<Attempt> = {}) => ({ id: 'two', number: 2, ...part });

test.each([
  ['a later one begins', one(), two(), 'two'],
  ['a later one is closed while this one is open', one(), two({ closed }), 'one'],
  ['an older one reports', two(), one(), 'two'],
  ['an older one is opened again after this one was closed', two({ closed }), one(), 'one'],
  ['an older one is closed as this one is', two({ closed }), one({ closed }), 'two'],
  ['it is closed itself', two(), two({ closed }), 'two'],
])('a card shows the right attempt when %s', (_what, shown, pushed, id) => {
  expect(shownAfter(shown, pushed)).toBe(id);
});
