import { QueryClient } from '@tanstack/react-query';
import { keys } from '@/lib/api/query-keys';
import type { Comment } from '@/lib/api/types';
import { commentRow } from '@/lib/testing/rows';
import { savingId } from '../comments/comment-state';
import { removeComment, upsertComment } from './comment-cache';

function lists(first: Comment[], second: Comment[] = []) {
  const client = new QueryClient();
  client.setQueryData(keys.comments('attempt-1'), first);
  client.setQueryData(keys.comments('attempt-2'), second);
  return { client, of: (attempt: string) => client.getQueryData<Comment[]>(keys.comments(attempt)) };
}

test('a push that is ahead of the answer takes the place of the comment that is being saved', () => {
  const { client, of } = lists([commentRow({ id: savingId('place'), version: 0 })]);
  upsertComment(client, commentRow());
  upsertComment(client, commentRow());
  expect(of('attempt-1')).toEqual([commentRow()]);
  expect(of('attempt-2')).toEqual([]);
});

test('an older row changes nothing', () => {
  const { client, of } = lists([commentRow({ version: 3, body: 'new' })]);
  upsertComment(client, commentRow({ version: 2, body: 'old' }));
  expect(of('attempt-1')?.[0]?.body).toBe('new');
});

test('each attempt keeps where the lines are in it and what became of them', () => {
  const later = commentRow({ seen_in: 'attempt-2', state: 'addressed', position: null, version: 2 });
  const { client, of } = lists([commentRow()], [later]);
  upsertComment(client, { ...later, body: 'changed', version: 3 });
  expect(of('attempt-1')?.[0]).toMatchObject({ body: 'changed', state: 'open', position: { line: 2 } });
  expect(of('attempt-2')?.[0]).toMatchObject({ body: 'changed', state: 'addressed', position: null });
  upsertComment(client, { ...later, state: 'resolved', version: 4 });
  expect(of('attempt-1')?.[0]?.state).toBe('resolved');
});

test('a deleted comment is gone from every list', () => {
  const { client, of } = lists([commentRow()], [commentRow()]);
  removeComment(client, 'comment-1');
  expect([of('attempt-1'), of('attempt-2')]).toEqual([[], []]);
});

test.each([
  ['comes', (client: QueryClient) => upsertComment(client, commentRow())],
  ['goes', (client: QueryClient) => removeComment(client, 'comment-1')],
])('when a comment %s, the merge preview that counts it is asked for again', (_what, change) => {
  const { client } = lists([]);
  const preview = [...keys.mergePreview('attempt-1'), 'abc', 'REVIEW_READY'];
  client.setQueryData(preview, { open_comments: 1 });
  client.setQueryData(keys.attempt('attempt-1'), {});
  change(client);
  expect(client.getQueryState(preview)?.isInvalidated).toBe(true);
  expect(client.getQueryState(keys.attempt('attempt-1'))?.isInvalidated).toBe(false);
});
