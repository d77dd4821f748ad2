import { fireEvent, render, screen, waitFor } from '@testing-library/react';
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
