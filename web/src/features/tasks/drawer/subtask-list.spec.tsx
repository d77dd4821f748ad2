import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { takeNotices, useNotices } from '@/lib/notify';
import { subtaskRow, taskRow } from '@/lib/testing/rows';
import { later, problem, serve, withClient } from '@/lib/testing/serve';
import { SubtaskList } from './subtask-list';

test('a subtask is done at once, and as it was when that is refused', async () => {
  const reply = later<unknown>();
  serve({
    'GET /api/tasks/task-1/subtasks': () => ({ items: [subtaskRow()], next_cursor: null }),
    'PATCH /api/subtasks/subtask-1': () => reply.promise,
  });
  render(<SubtaskList task={taskRow()} />, withClient());
  const state = await screen.findByLabelText<HTMLSelectElement>('State of “A part”');
  fireEvent.change(state, { target: { value: 'done' } });
  await waitFor(() => expect(screen.getByText('1 of 1')).not.toBeNull());
  reply.resolve(problem(409, { code: 'no', detail: 'No.' }));
  await waitFor(() => expect(screen.getByText('0 of 1')).not.toBeNull());
});

test('a subtask is added, moved and removed', async () => {
  const rows = [subtaskRow(), subtaskRow({ id: 'subtask-2', position: 1, title: 'Another' })];
  const asked = serve({
    'GET /api/tasks/task-1/subtasks': () => ({ items: rows, next_cursor: null }),
    'POST /api/tasks/task-1/subtasks': () => subtaskRow({ id: 'subtask-3', position: 2, title: 'A third' }),
    'PATCH /api/subtasks/subtask-1': () => subtaskRow({ position: 1 }),
    'PATCH /api/subtasks/subtask-2': () => ({ ...rows[1], position: 0 }),
    'DELETE /api/subtasks/subtask-1': () => new Response(null, { status: 204 }),
  });
  render(<SubtaskList task={taskRow()} />, withClient());
  const sent = (route: string, body?: unknown) =>
    waitFor(() => expect(asked).toContainEqual(expect.objectContaining({ route, body })));
  const pick = async (name: string, title = 'A part') => {
    fireEvent.click(screen.getByRole('button', { name: `More about “${title}”` }));
    fireEvent.click(await screen.findByRole('menuitem', { name }));
  };
  fireEvent.change(await screen.findByLabelText('New subtask'), { target: { value: 'A third' } });
  fireEvent.click(screen.getByRole('button', { name: 'Add subtask' }));
  await sent('POST /api/tasks/task-1/subtasks', { title: 'A third' });
  await pick('Move down');
  await sent('PATCH /api/subtasks/subtask-1', { position: 1 });
  await pick('Move up', 'Another');
  await sent('PATCH /api/subtasks/subtask-2', { position: 0 });
  await pick('Remove');
  await sent('DELETE /api/subtasks/subtask-1');
});

test('only the texts that were changed are sent', async () => {
  const asked = serve({
    'GET /api/tasks/task-1/subtasks': () => ({
      items: [subtaskRow({ inputs: 'A file' })],
      next_cursor: null,
    }),
    'PATCH /api/subtasks/subtask-1': () => subtaskRow(),
  });
  render(<SubtaskList task={taskRow()} />, withClient());
  fireEvent.click(await screen.findByRole('button', { name: /^1/ }));
  for (const [label, value] of [
    [/^Title/, 'A part'],
    [/^Inputs/, 'A file'],
    [/^Outputs/, ''],
    [/^Test plan/, ''],
  ] as const)
    expect(screen.getByLabelText<HTMLInputElement>(label).value).toBe(value);
  fireEvent.change(screen.getByLabelText(/Outputs/), { target: { value: 'Another file' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(asked.find(({ route }) => route.startsWith('PATCH'))).toBeDefined());
  expect(asked.find(({ route }) => route.startsWith('PATCH'))?.body).toEqual({ outputs: 'Another file' });
});

test('a subtask that was not brought back can be brought back later, with all its texts', async () => {
  const part = { inputs: 'A file', outputs: 'Another', test_plan: 'Run it', status: 'done' as const };
  const answers = [problem(409, { code: 'no', detail: 'No.' }), subtaskRow()];
  const asked = serve({
    'GET /api/tasks/task-1/subtasks': () => ({ items: [subtaskRow(part)], next_cursor: null }),
    'DELETE /api/subtasks/subtask-1': () => new Response(null, { status: 204 }),
    'POST /api/tasks/task-1/subtasks': () => answers.shift(),
  });
  useNotices.setState({ notices: [] });
  const undo = async () => {
    await waitFor(() => expect(useNotices.getState().notices.at(-1)?.action?.label).toBe('Undo'));
    act(() => takeNotices().at(-1)?.action?.run());
  };
  render(<SubtaskList task={taskRow()} />, withClient());
  fireEvent.click(await screen.findByRole('button', { name: 'More about “A part”' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Remove' }));
  await undo();
  await undo();
  const posted = () => asked.filter(({ route }) => route.startsWith('POST')).map(({ body }) => body);
  await waitFor(() => expect(posted()).toHaveLength(2));
  expect(posted()[1]).toEqual({ title: 'A part', ...part });
});

test('a task that is not split says who splits it', async () => {
  serve({ 'GET /api/tasks/task-1/subtasks': () => ({ items: [], next_cursor: null }) });
  render(<SubtaskList task={taskRow()} />, withClient());
  expect(await screen.findByText(/^Not split\./)).not.toBeNull();
});
