import { jest } from '@jest/globals';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { Comment } from '@/lib/api/types';
import { setDraft } from '@/lib/drafts';
import { agentRow, attemptRow, commentRow, diffFileRow } from '@/lib/testing/rows';
import { later, problem, serve, withClient } from '@/lib/testing/serve';
import { draftPlace } from '../comments/comment-drafts';
import RequestChangesDialog from './request-changes-dialog';

const SEND = 'POST /api/attempts/attempt-1/request-changes';

function serveReview(comments: Comment[], answer: () => unknown) {
  const asked = serve({
    'GET /api/attempts/attempt-1/comments': () => ({ items: comments, next_cursor: null }),
    [SEND]: answer,
  });
  return () => asked.filter(({ route }) => route === SEND);
}
const AGENTS = [agentRow({ id: 'agent-1', name: 'Ada' }), agentRow({ id: 'agent-2', name: 'Ben' })];
const open = (onStarted = jest.fn()) =>
  render(
    <RequestChangesDialog attempt={attemptRow()} agents={AGENTS} onClose={jest.fn()} onStarted={onStarted} />,
    withClient(),
  );
const feedback = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: /^Feedback/ });
const start = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Start attempt 2' });

test('feedback outlives a closed dialog, and is sent once', async () => {
  const reply = later<unknown>();
  const sent = serveReview([], () => reply.promise);
  const onStarted = jest.fn();
  const first = open(onStarted);
  fireEvent.change(await feedback(), { target: { value: 'Greet louder' } });
  first.unmount();
  const second = open(onStarted);
  const area = await feedback();
  expect(area.value).toBe('Greet louder');
  const press = () => fireEvent.keyDown(area, { key: 'Enter', ctrlKey: true });
  press();
  await waitFor(() => expect(start().disabled).toBe(true));
  press();
  reply.resolve(attemptRow({ id: 'attempt-2', number: 2 }));
  await waitFor(() => expect(onStarted).toHaveBeenCalledTimes(1));
  expect(sent()).toHaveLength(1);
  second.unmount();
  open();
  expect((await feedback()).value).toBe('');
});

test('open comments travel as one review, but those that are left out', async () => {
  const comments = [
    commentRow({ id: 'one', body: 'Sort it' }),
    commentRow({ id: 'two', body: 'Rename it' }),
    commentRow({ id: 'done', body: 'Done', state: 'resolved' }),
  ];
  const sent = serveReview(comments, () => attemptRow({ id: 'attempt-2', number: 2 }));
  open();
  await feedback();
  expect(screen.getAllByRole('checkbox')).toHaveLength(2);
  expect(screen.getByRole('group', { name: '2 comments of 2 to send' })).toBeTruthy();
  fireEvent.click(screen.getByRole('checkbox', { name: /Rename it/ }));
  expect(screen.getByRole('group', { name: '1 comment of 2 to send' })).toBeTruthy();
  fireEvent.click(start());
  await waitFor(() => expect(sent()[0]?.body).toEqual({ comment_ids: ['one'] }));
});

test('a comment on how a renamed file was names it as it was called then', async () => {
  const file = diffFileRow({ path: 'new.ts', old_path: 'old.ts', status: 'renamed' });
  serve({
    'GET /api/attempts/attempt-1/comments': () => ({
      items: [
        commentRow({ id: 'before', path: 'new.ts', side: 'old' }),
        commentRow({ id: 'after', path: 'new.ts' }),
      ],
      next_cursor: null,
    }),
    'GET /api/attempts/attempt-1/diff': () => ({ files: [file] }),
  });
  open();
  expect(await screen.findByRole('checkbox', { name: /old\.ts old line 2/ })).toBeTruthy();
  expect(screen.getByRole('checkbox', { name: /new\.ts line 2/ })).toBeTruthy();
});

test('with nothing to send it asks for words', async () => {
  const sent = serveReview([commentRow({ id: 'one' })], () => attemptRow());
  open();
  await feedback();
  fireEvent.click(screen.getByRole('checkbox'));
  fireEvent.click(start());
  expect(await screen.findByText('Say what should be different.')).toBeTruthy();
  expect(sent()).toEqual([]);
});

test('a comment that is not saved yet is said to stay behind', async () => {
  const position = { path: 'a.ts', side: 'new', start_line: null, line: 2 } as const;
  serveReview([], () => attemptRow());
  open();
  await feedback();
  expect(screen.queryByText(/not saved yet/)).toBeNull();
  act(() => setDraft(draftPlace('attempt-1', position), 'Half a thought'));
  expect(screen.getByText(/^1 draft not saved yet: it stays behind/)).toBeTruthy();
  act(() => setDraft(draftPlace('attempt-1', position), null));
});

test('a refusal says why, and what was written stays', async () => {
  serveReview([], () => problem(409, { code: 'attempt.stale', detail: 'Somebody was faster.' }));
  open();
  fireEvent.change(await feedback(), { target: { value: 'Greet louder' } });
  fireEvent.click(start());
  expect(await screen.findByText('Somebody was faster.')).toBeTruthy();
  expect((await feedback()).value).toBe('Greet louder');
});

test('words alone go without a list of comments, which may not be empty', async () => {
  const sent = serveReview([], () => attemptRow({ id: 'attempt-2', number: 2 }));
  open();
  fireEvent.change(await feedback(), { target: { value: 'Greet louder' } });
  fireEvent.click(start());
  await waitFor(() => expect(sent()[0]?.body).toEqual({ feedback: 'Greet louder' }));
});

test('the same agent goes on with it unless another is chosen', async () => {
  const sent = serveReview([], () => attemptRow({ id: 'attempt-2', number: 2 }));
  open();
  fireEvent.change(await feedback(), { target: { value: 'Greet louder' } });
  const agent = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Agent' });
  expect(agent.selectedOptions[0]?.text).toBe('Ada · as before');
  fireEvent.change(agent, { target: { value: 'agent-2' } });
  fireEvent.click(start());
  await waitFor(() => expect(sent()[0]?.body).toEqual({ feedback: 'Greet louder', agent_id: 'agent-2' }));
});
