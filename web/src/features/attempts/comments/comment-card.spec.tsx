import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { Comment } from '@/lib/api/types';
import { keys } from '@/lib/api/query-keys';
import { attemptRow, commentRow } from '@/lib/testing/rows';
import { problem, serve, withClient } from '@/lib/testing/serve';
import { HeadComments } from './head-comments';
import { CommentCard } from './comment-card';

const show = (comment: Comment, earlier = false) => {
  const { client, wrapper } = withClient();
  client.setQueryData(keys.comments('attempt-1'), [comment]);
  render(<CommentCard comment={comment} earlier={earlier} />, { wrapper });
  return () => client.getQueryData<Comment[]>(keys.comments('attempt-1'));
};
const button = (name: string) => screen.queryByRole('button', { name });

test('what is not sent yet can be edited and deleted; what was sent stays on record', () => {
  show(commentRow());
  expect(button('Edit') && button('Delete the comment')).toBeTruthy();
  cleanup();
  show(commentRow({ sent_with: 'attempt-2' }), true);
  expect(button('Edit') ?? button('Delete the comment')).toBeNull();
  expect(button('Resolve')).toBeTruthy();
});

test.each(['open', 'addressed', 'outdated', 'resolved'] as const)(
  'a comment of an earlier attempt says that it is %s',
  (state) => {
    show(commentRow({ sent_with: 'attempt-2', state }), true);
    expect(screen.getByRole('article').textContent.toLowerCase()).toContain(state);
  },
);

test('resolving shows at once, and a refusal puts it back', async () => {
  const asked = serve({
    'PATCH /api/comments/comment-1': () => problem(409, { code: 'stale', detail: 'Somebody was faster.' }),
  });
  const row = show(commentRow());
  fireEvent.click(screen.getByRole('button', { name: 'Resolve' }));
  await waitFor(() => expect(row()?.[0]?.state).toBe('resolved'));
  await waitFor(() => expect(row()?.[0]?.state).toBe('open'));
  expect(asked[0]?.body).toEqual({ state: 'resolved', version: 1 });
});

test('what is not sent yet is deleted at once', async () => {
  const asked = serve({ 'DELETE /api/comments/comment-1': () => new Response(null, { status: 204 }) });
  const row = show(commentRow());
  fireEvent.click(screen.getByRole('button', { name: 'Delete the comment' }));
  await waitFor(() => expect(row()).toEqual([]));
  await waitFor(() => expect(asked).toHaveLength(1));
});

test('an edit is saved with how much it matters, which the comment says', async () => {
  const edited = { body: 'Say why, please', severity: 'blocker' } as const;
  const asked = serve({ 'PATCH /api/comments/comment-1': () => commentRow({ ...edited, version: 2 }) });
  show(commentRow());
  expect(screen.getByText('Major')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Edit' }));
  fireEvent.change(screen.getByRole('textbox'), { target: { value: `${edited.body} ` } });
  fireEvent.click(screen.getByRole('radio', { name: 'Blocker' }));
  fireEvent.click(screen.getByRole('button', { name: /^Save/ }));
  expect(screen.getByText('An edit is not saved yet.')).toBeTruthy();
  await waitFor(() => expect(screen.queryByText('An edit is not saved yet.')).toBeNull());
  expect(asked[0]?.body).toEqual({ ...edited, version: 1 });
});

test('an edit that was not saved waits for its comment to be shown again', () => {
  show(commentRow());
  fireEvent.click(screen.getByRole('button', { name: 'Edit' }));
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Say why, please' } });
  cleanup();
  show(commentRow());
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Say why, please');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.getByRole('article').textContent).toContain('Say why');
});

test('a comment whose lines are gone shows the code that it was about, as text', () => {
  const code = '<img src=x onerror=alert(1)>';
  render(
    <HeadComments
      attempt={attemptRow()}
      id="head"
      lost={[commentRow({ position: null, code, body: '<b>bold</b> ![x](https://evil.example/x.png)' })]}
      unshown={[]}
      writing={{ open: new Set(), setOpen: () => undefined }}
    />,
    withClient(),
  );
  expect(screen.getByText('Lines are gone')).toBeTruthy();
  expect(screen.getByLabelText('The code that it was about').textContent).toBe(code);
  expect(document.querySelector('img, b')).toBeNull();
});
