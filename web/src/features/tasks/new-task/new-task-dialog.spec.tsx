import { jest } from '@jest/globals';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { projectRow, taskRow } from '@/lib/testing/rows';
import { later, serve, withClient } from '@/lib/testing/serve';
import NewTaskDialog from './new-task-dialog';

function open() {
  const onClose = jest.fn();
  const view = render(
    <NewTaskDialog project={projectRow()} agents={[]} onClose={onClose} onCreated={onClose} />,
    withClient(),
  );
  return { ...view, onClose };
}

const title = () => screen.getByLabelText<HTMLInputElement>('Title');

test('Escape keeps what was begun, Cancel does not', () => {
  const first = open();
  fireEvent.change(title(), { target: { value: 'Half a thou' } });
  fireEvent.keyDown(title(), { key: 'Escape' });
  expect(first.onClose).toHaveBeenCalled();
  first.unmount();
  const second = open();
  expect(title().value).toBe('Half a thou');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  second.unmount();
  open();
  expect(title().value).toBe('');
});

test('a held Ctrl+Enter makes one task, and nothing of it is left in the next dialog', async () => {
  const reply = later<unknown>();
  const asked = serve({ 'POST /api/projects/project-1/tasks': () => reply.promise });
  const { onClose, unmount } = open();
  fireEvent.change(title(), { target: { value: 'Greet the ants' } });
  const press = () => fireEvent.keyDown(title(), { key: 'Enter', ctrlKey: true });
  press();
  const create = screen.getByRole<HTMLButtonElement>('button', { name: /Create task/ });
  await waitFor(() => expect(create.disabled).toBe(true));
  await act(async () => {
    press();
    await Promise.resolve();
  });
  reply.resolve(taskRow());
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
  expect(asked).toHaveLength(1);
  expect(asked[0]?.key).not.toBeNull();
  unmount();
  open();
  expect(title().value).toBe('');
});
