import { jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { attemptRow } from '@/lib/testing/rows';
import { later, serve, withClient } from '@/lib/testing/serve';
import RequestChangesDialog from './request-changes-dialog';

test('feedback outlives a closed dialog, and is sent once', async () => {
  const reply = later<unknown>();
  const asked = serve({ 'POST /api/attempts/attempt-1/request-changes': () => reply.promise });
  const onStarted = jest.fn();
  const open = () =>
    render(
      <RequestChangesDialog attempt={attemptRow()} onClose={jest.fn()} onStarted={onStarted} />,
      withClient(),
    );
  const feedback = () => screen.getByLabelText<HTMLTextAreaElement>('Feedback');
  const first = open();
  fireEvent.change(feedback(), { target: { value: 'Greet louder' } });
  first.unmount();
  const second = open();
  expect(feedback().value).toBe('Greet louder');
  const press = () => fireEvent.keyDown(feedback(), { key: 'Enter', ctrlKey: true });
  press();
  const start = screen.getByRole<HTMLButtonElement>('button', { name: 'Start attempt 2' });
  await waitFor(() => expect(start.disabled).toBe(true));
  press();
  reply.resolve(attemptRow({ id: 'attempt-2', number: 2 }));
  await waitFor(() => expect(onStarted).toHaveBeenCalledTimes(1));
  expect(asked).toHaveLength(1);
  second.unmount();
  open();
  expect(feedback().value).toBe('');
});
