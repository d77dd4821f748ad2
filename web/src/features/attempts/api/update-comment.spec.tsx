import { act, renderHook, waitFor } from '@testing-library/react';
import { keys } from '@/lib/api/query-keys';
import type { Comment } from '@/lib/api/types';
import { commentRow } from '@/lib/testing/rows';
import { later, problem, serve, withClient } from '@/lib/testing/serve';
import { upsertComment } from './comment-cache';
import { useUpdateComment } from './update-comment';

function change() {
  const reply = later<unknown>();
  serve({ 'PATCH /api/comments/comment-1': () => reply.promise });
  const { client, wrapper } = withClient();
  client.setQueryData(keys.comments('attempt-1'), [commentRow()]);
  const { result } = renderHook(() => useUpdateComment(), { wrapper });
  act(() => result.current.mutate({ comment: commentRow(), body: { body: 'Mine' } }));
  const bodyShown = () => client.getQueryData<Comment[]>(keys.comments('attempt-1'))?.[0]?.body;
  return { client, reply, bodyShown, result };
}

const stale = (current: Comment) =>
  problem(409, { code: 'comment.stale_version', detail: 'Changed.', current });
const theirs = commentRow({ body: 'Theirs', version: 2 });

test.each([true, false])('what somebody else wrote meanwhile is shown; pushed before: %s', async (pushed) => {
  const { client, reply, bodyShown, result } = change();
  await waitFor(() => expect(bodyShown()).toBe('Mine'));
  if (pushed) upsertComment(client, theirs);
  reply.resolve(stale(theirs));
  await waitFor(() => expect(result.current.isError).toBe(true));
  expect(bodyShown()).toBe('Theirs');
});

test('a refusal puts back what was there, but not over what was pushed meanwhile', async () => {
  const no = problem(422, { code: 'comment.invalid', detail: 'No.' });
  const quiet = change();
  await waitFor(() => expect(quiet.bodyShown()).toBe('Mine'));
  quiet.reply.resolve(no.clone());
  await waitFor(() => expect(quiet.bodyShown()).toBe('Say why'));
  const busy = change();
  await waitFor(() => expect(busy.bodyShown()).toBe('Mine'));
  upsertComment(busy.client, theirs);
  busy.reply.resolve(no);
  await waitFor(() => expect(busy.result.current.isError).toBe(true));
  expect(busy.bodyShown()).toBe('Theirs');
});
