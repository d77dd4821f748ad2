import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { messageRow } from '@/lib/testing/rows';
import { later, serve, withClient } from '@/lib/testing/serve';
import { Thread } from './thread';

const MESSAGES = '/api/tasks/task-1/messages';

Element.prototype.scrollIntoView = () => undefined;
beforeEach(() => localStorage.clear());

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
  const thread = render(<Thread taskId="task-1" />, { wrapper });
  write('Hello');
  send();
  await waitFor(() => expect(asked.some(({ route }) => route.startsWith('POST'))).toBe(true));
  thread.unmount();
  reply.resolve(messageRow());
  await waitFor(() => expect(localStorage.getItem('antfarm.drafts')).not.toContain('Hello'));
  render(<Thread taskId="task-1" />, { wrapper });
  expect(box().value).toBe('');
});

test('what is written while a message is on its way stays', async () => {
  const reply = later<unknown>();
  serve({
    [`GET ${MESSAGES}`]: () => ({ items: [], next_cursor: null }),
    [`POST ${MESSAGES}`]: () => reply.promise,
  });
  render(<Thread taskId="task-1" />, withClient());
  write('Hello');
  send();
  write('Hello\nand one more thing');
  reply.resolve(messageRow());
  await waitFor(() => expect(box().value).toBe('and one more thing'));
});

test('a long thread is read to its newest message', async () => {
  serve({
    [`GET ${MESSAGES}`]: ({ route }) =>
      route.includes('cursor=next')
        ? { items: [messageRow({ id: 'new', content: 'The newest' })], next_cursor: null }
        : { items: [messageRow({ id: 'old', content: 'The oldest' })], next_cursor: 'next' },
  });
  render(<Thread taskId="task-1" />, withClient());
  expect(await screen.findByText('The newest')).not.toBeNull();
  expect(screen.getByText('The oldest')).not.toBeNull();
});
