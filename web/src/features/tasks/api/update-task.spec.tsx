import { act, renderHook, waitFor } from '@testing-library/react';
import { keys } from '@/lib/api/query-keys';
import type { Task } from '@/lib/api/types';
import { taskRow } from '@/lib/testing/rows';
import { later, problem, serve, withClient } from '@/lib/testing/serve';
import { useArchiveTask } from './archive-task';
import { useUpdateTask } from './update-task';

const first = taskRow({ id: 'first', title: 'First' });
const second = taskRow({ id: 'second', title: 'Second' });

function board() {
  const { client, wrapper } = withClient();
  client.setQueryData(keys.tasks('project-1'), [first, second]);
  const shown = (id: string) =>
    client.getQueryData<Task[]>(keys.tasks('project-1'))?.find((task) => task.id === id);
  const patch = (id: string, part: Partial<Task>) =>
    client.setQueryData<Task[]>(keys.tasks('project-1'), (tasks) =>
      tasks?.map((task) => (task.id === id ? { ...task, ...part } : task)),
    );
  return { wrapper, shown, patch };
}

const refusal = () => problem(422, { code: 'task.invalid', detail: 'No.' });

test('a refused change puts back what it changed and nothing else', async () => {
  const reply = later<Response>();
  serve({ 'PATCH /api/tasks/first': () => reply.promise });
  const { wrapper, shown, patch } = board();
  const { result } = renderHook(() => useUpdateTask(), { wrapper });
  act(() => result.current.mutate({ task: first, body: { title: 'Refused' } }));
  await waitFor(() => expect(shown('first')?.title).toBe('Refused'));
  patch('first', { priority: 'high' });
  reply.resolve(refusal());
  await waitFor(() => expect(shown('first')).toMatchObject({ title: 'First', priority: 'high' }));
  expect(shown('second')).toEqual(second);
});

test('a newer row that was pushed meanwhile stays when the change is refused', async () => {
  const reply = later<Response>();
  serve({ 'PATCH /api/tasks/first': () => reply.promise });
  const { wrapper, shown, patch } = board();
  const { result } = renderHook(() => useUpdateTask(), { wrapper });
  act(() => result.current.mutate({ task: first, body: { title: 'Refused' } }));
  await waitFor(() => expect(shown('first')?.title).toBe('Refused'));
  patch('first', { title: 'Pushed', version: 2 });
  reply.resolve(refusal());
  await waitFor(() => expect(result.current.isError).toBe(true));
  expect(shown('first')?.title).toBe('Pushed');
});

test('the card that was archived leaves the board, whichever is open by then', async () => {
  serve({ 'POST /api/tasks/first/archive': () => first });
  const { wrapper, shown } = board();
  const { result } = renderHook(() => useArchiveTask(), { wrapper });
  act(() => result.current.mutate(first));
  await waitFor(() => expect(shown('first')).toBeUndefined());
  expect(shown('second')).toEqual(second);
});
