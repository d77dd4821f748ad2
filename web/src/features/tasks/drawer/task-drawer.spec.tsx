import { jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { keys } from '@/lib/api/query-keys';
import { useNotices } from '@/lib/notify';
import { taskRow } from '@/lib/testing/rows';
import { later, problem, serve, withClient } from '@/lib/testing/serve';
import { TaskDrawer } from './task-drawer';

const task = taskRow({ description: 'Old words' });
const refusal = () => problem(422, { code: 'task.invalid', detail: 'No.' });

beforeEach(() => {
  localStorage.clear();
});

function openDrawer() {
  const { client, wrapper } = withClient();
  client.setQueryData(keys.tasks(task.project_id), [task]);
  const onClose = jest.fn();
  const drawer = () => (
    <TaskDrawer
      task={task}
      agents={[]}
      statusName="To Do"
      tab="details"
      onTab={jest.fn()}
      onClose={onClose}
      onWatch={null}
      actions={null}
      attempts={null}
      thread={null}
    />
  );
  const view = render(drawer(), { wrapper });
  return { onClose, reopen: () => (view.unmount(), render(drawer(), { wrapper })) };
}

const field = (name: string) => screen.getByLabelText<HTMLTextAreaElement>(name);

test('Escape in a description that was changed leaves the field, with the text and the drawer', () => {
  const { onClose, reopen } = openDrawer();
  fireEvent.click(screen.getByRole('button', { name: 'Edit the description' }));
  fireEvent.change(field('Description'), { target: { value: 'New words' } });
  fireEvent.keyDown(field('Description'), { key: 'Escape' });
  expect(onClose).not.toHaveBeenCalled();
  reopen();
  expect(field('Description').value).toBe('New words');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
});

test.each(['Labels', 'New acceptance criterion'])('Escape in %s does not close the drawer', (name) => {
  const { onClose } = openDrawer();
  fireEvent.change(field(name), { target: { value: 'typed' } });
  fireEvent.keyDown(field(name), { key: 'Escape' });
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(onClose).toHaveBeenCalledTimes(1);
});

test('a description that is refused stays to be put right, and one that is saved ends the editing', async () => {
  const reply = later<unknown>();
  let answer: unknown = refusal();
  serve({ 'PATCH /api/tasks/task-1': async () => (await reply.promise, answer) });
  openDrawer();
  fireEvent.click(screen.getByRole('button', { name: 'Edit the description' }));
  fireEvent.change(field('Description'), { target: { value: 'New words' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('button', { name: 'Saving…' })).not.toBeNull();
  reply.resolve(null);
  expect(await screen.findByRole('button', { name: 'Save' })).not.toBeNull();
  expect(field('Description').value).toBe('New words');
  answer = { ...task, description: 'New words', version: 2 };
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByLabelText('Description')?.tagName).not.toBe('TEXTAREA'));
});

test('a title that is refused stays to be put right', async () => {
  serve({ 'PATCH /api/tasks/task-1': refusal });
  useNotices.setState({ notices: [] });
  openDrawer();
  fireEvent.click(screen.getByRole('button', { name: task.title }));
  fireEvent.change(field('Title'), { target: { value: 'Too long' } });
  fireEvent.keyDown(field('Title'), { key: 'Enter' });
  await waitFor(() => expect(useNotices.getState().notices[0]?.title).toBe('ANT-1 was not changed'));
  expect(field('Title').value).toBe('Too long');
});
