import { QueryClient } from '@tanstack/react-query';
import { keys } from '@/lib/api/query-keys';
import { attemptRow } from '@/lib/testing/rows';
import { upsertAttempt } from './attempt-cache';

const stale = (client: QueryClient) => client.getQueryState(keys.attempt('attempt-1'))?.isInvalidated;

test('an attempt that settles is read again, for what its row does not say', () => {
  const client = new QueryClient();
  client.setQueryData(keys.attempt('attempt-1'), attemptRow({ status: 'RUNNING' }));
  upsertAttempt(client, attemptRow({ status: 'GATES_RUNNING', version: 2 }));
  expect(stale(client)).toBe(false);
  upsertAttempt(client, attemptRow({ status: 'REVIEW_READY', version: 3 }));
  expect(stale(client)).toBe(true);
});
