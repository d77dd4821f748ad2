import { jest } from '@jest/globals';
import { noop } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { setDraft } from '@/lib/drafts';
import { messageRow } from '@/lib/testing/rows';
import { later, problem, serve, withClient } from '@/lib/testing/serve';
import { useOutbox } from './outbox';
import { Thread } from './thread';

const MESSAGES = '/api/tasks/task-1/messages';

Element.prototype.scrollIntoView = () => undefined;
beforeEach(() => {
  localStorage.clear();
  setDraft('message:task-1', null);
  useOutbox.setState({ letters: [] });
});

const box = () => screen.getByLabelText<HTMLTextAreaElement>('Message');
const write = (text: string) => fireEvent.change(box(), { target: { value: text } });
const send = () => fireEvent.click(screen.getByRole('button', { name: 'Send' }));

test('what was sent is no draft any more when the writer left before the answer', async () => {
  const reply = later<unknown>();
  const asked = serve({
    [`GET ${MESSAGES}`]: () => ({ items: [], next_cursor: null }),
    [`POST ${MESSAGES}`]: () => reply.promise,
  });
  const { wrapper } = withClient();
  const thread = render(<Thread taskId="task-1" workflow="solo" onSeen={noop} />, { wrapper });
  write('Hello');
  send();
  await waitFor(() => expect(asked.some(({ route }) => route.startsWith('POST'))).toBe(true));
  thread.unmount();
  reply.resolve(messageRow());
  await waitFor(() => expect(localStorage.getItem('antfarm.outbox')).not.toContain('Hello'));
  render(<Thread taskId="task-1" workflow="solo" onSeen={noop} />, { wrapper });
  expect(box().value).toBe('');
});

test('what is written while a message is on its way stays', async () => {
  const reply = later<unknown>();
  serve({
    [`GET ${MESSAGES}`]: () => ({ items: [], next_cursor: null }),
    [`POST ${MESSAGES}`]: () => reply.promise,
  });
  render(<Thread taskId="task-1" workflow="solo" onSeen={noop} />, withClient());
  write('Hello');
  send();
  expect(await screen.findByText('sending…')).not.toBeNull();
  write('and one more thing');
  reply.resolve(messageRow());
  await waitFor(() => expect(screen.queryByText('sending…')).toBeNull());
  expect(screen.getByText('Hello')).not.toBeNull();
  expect(box().value).toBe('and one more thing');
});

test('a message that does not arrive stays in the thread with why, and is sent again', async () => {
  let answer: unknown = problem(409, { code: 'no', detail: 'Not now.' });
  const asked = serve({
    [`GET ${MESSAGES}`]: () => ({ items: [], next_cursor: null }),
    [`POST ${MESSAGES}`]: () => answer,
  });
  render(<Thread taskId="task-1" workflow="team" onSeen={noop} />, withClient());
  write('Hello');
  send();
  expect(await screen.findByText('not sent: Not now.')).not.toBeNull();
  answer = messageRow({ content: 'Hello' });
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.queryByText(/not sent/)).toBeNull());
  expect(asked.filter(({ route }) => route.startsWith('POST'))).toHaveLength(2);
  expect(screen.getByText('Hello')).not.toBeNull();
});

test('what may have been posted is sent again under the same key', async () => {
  let answer: unknown = problem(500, { detail: 'Down.' });
  const asked = serve({
    [`GET ${MESSAGES}`]: () => ({ items: [], next_cursor: null }),
    [`POST ${MESSAGES}`]: () => answer,
  });
  render(<Thread taskId="task-1" workflow="solo" onSeen={noop} />, withClient());
  write('Hello');
  send();
  const again = await screen.findByRole('button', { name: 'Try again' });
  answer = messageRow();
  fireEvent.click(again);
  await waitFor(() => expect(screen.queryByText(/not sent/)).toBeNull());
  const posted = asked.filter(({ route }) => route.startsWith('POST'));
  expect(posted).toHaveLength(2);
  expect(posted[0]?.key).toBe(posted[1]?.key);
});

test('what another page sends is shown as such, and its state is left to that page', async () => {
  serve({ [`GET ${MESSAGES}`]: () => ({ items: [], next_cursor: null }) });
  const letter = { id: 'of-another', taskId: 'task-1', content: 'Hello', at: '', refusal: null };
  useOutbox.setState({ letters: [letter] });
  render(<Thread taskId="task-1" workflow="solo" onSeen={noop} />, withClient());
  expect(await screen.findByText(/No answer came/)).not.toBeNull();
  expect(useOutbox.getState().letters).toEqual([letter]);
});

test('to edit what was not sent leaves what is written by then', async () => {
  serve({
    [`GET ${MESSAGES}`]: () => ({ items: [], next_cursor: null }),
    [`POST ${MESSAGES}`]: () => problem(409, { code: 'no', detail: 'Not now.' }),
  });
  render(<Thread taskId="task-1" workflow="solo" onSeen={noop} />, withClient());
  write('Hello');
  send();
  const edit = await screen.findByRole('button', { name: 'Edit' });
  write('and more');
  fireEvent.click(edit);
  expect(box().value).toBe('Hello\n\nand more');
});

test('a thread tells its days apart', async () => {
  serve({
    [`GET ${MESSAGES}`]: () => ({
      items: [
        messageRow({ id: 'a', created_at: '2026-01-11T12:00:00Z' }),
        messageRow({ id: 'b', created_at: new Date().toISOString(), content: 'Now' }),
      ],
      next_cursor: null,
    }),
  });
  render(<Thread taskId="task-1" workflow="solo" onSeen={noop} />, withClient());
  expect(await screen.findByRole('region', { name: 'Today' })).not.toBeNull();
  expect(screen.getByRole('heading', { name: 'Today' })).not.toBeNull();
  expect(screen.getAllByRole('region')).toHaveLength(2);
});

test('a long thread is read to its newest message', async () => {
  serve({
    [`GET ${MESSAGES}`]: ({ route }) =>
      route.includes('cursor=next')
        ? { items: [messageRow({ id: 'new', content: 'The newest' })], next_cursor: null }
        : { items: [messageRow({ id: 'old', content: 'The oldest' })], next_cursor: 'next' },
  });
  render(<Thread taskId="task-1" workflow="solo" onSeen={noop} />, withClient());
  expect(await screen.findByText('The newest')).not.toBeNull();
  expect(screen.getByText('The oldest')).not.toBeNull();
});

test('the newest message is seen when it is there, and when the page comes to the front again', async () => {
  const onSeen = jest.fn();
  serve({
    [`GET ${MESSAGES}`]: () => ({
      items: [messageRow(), messageRow({ id: 'message-2' })],
      next_cursor: null,
    }),
  });
  const hide = (hidden: boolean) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    fireEvent(document, new Event('visibilitychange'));
  };
  hide(true);
  const { wrapper } = withClient();
  render(<Thread taskId="task-1" workflow="solo" onSeen={onSeen} />, { wrapper });
  await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(2));
  expect(onSeen).not.toHaveBeenCalled();
  hide(false);
  expect(onSeen.mock.calls).toEqual([['message-2']]);
});

test('each message says who wrote it, when, and by which way it came', async () => {
  const lead = messageRow({ id: 'b', sender_type: 'lead', channel: 'telegram', content: 'Which ants?' });
  serve({ [`GET ${MESSAGES}`]: () => ({ items: [messageRow(), lead], next_cursor: null }) });
  render(<Thread taskId="task-1" workflow="team" onSeen={noop} />, withClient());
  const [mine, theirs] = await screen.findAllByRole('article');
  expect(mine?.textContent).toMatch(/You.*\d:\d\d.*Hello/);
  expect(mine?.textContent).not.toContain('by web');
  expect(theirs?.textContent).toMatch(/Lead.*by telegram.*Which ants\?/);
});

test.each([
  ['team', 'Message the lead…', /^Nothing said yet/],
  ['solo', 'Write a note…', /^No notes yet/],
] as const)('an empty thread says what it is for, %s', async (workflow, placeholder, words) => {
  serve({ [`GET ${MESSAGES}`]: () => ({ items: [], next_cursor: null }) });
  render(<Thread taskId="task-1" workflow={workflow} onSeen={noop} />, withClient());
  expect(await screen.findByText(words)).not.toBeNull();
  expect(box().placeholder).toBe(placeholder);
});

test('a message is sent with Ctrl+Enter; what was not sent can be dropped', async () => {
  serve({
    [`GET ${MESSAGES}`]: () => ({ items: [], next_cursor: null }),
    [`POST ${MESSAGES}`]: () => problem(409, { code: 'no', detail: 'Not now.' }),
  });
  render(<Thread taskId="task-1" workflow="solo" onSeen={noop} />, withClient());
  write('Hello');
  fireEvent.keyDown(box(), { key: 'Enter', ctrlKey: true });
  fireEvent.click(await screen.findByRole('button', { name: 'Drop' }));
  await waitFor(() => expect(screen.queryByText('Hello')).toBeNull());
});
