import { act, renderHook, waitFor } from '@testing-library/react';
import { keys } from '@/lib/api/query-keys';
import type { Task } from '@/lib/api/types';
import { taskRow } from '@/lib/testing/rows';
import { later, problem, serve, withClient } from '@/lib/testing/serve';
import { useNotices } from '@/lib/notify';
import { upsertTask } from './task-cache';
import { useArchiveTasks } from './archive-task';
import { useUpdateTask } from './update-task';

const first = taskRow({ id: 'first', title: 'First' });
const second = taskRow({ id: 'second', title: 'Second' });

function board() {
  const { client, wrapper } = withClient();
  client.setQueryData(keys.tasks('project-1'), [first, second]);
  const shown = (id: string) =>
    client.getQueryData<Task[]>(keys.tasks('project-1'))?.find((task) => task.id === id);
  const push = (row: Task) => act(() => upsertTask(client, row));
  return { wrapper, shown, push };
}

const refusal = () => problem(422, { code: 'task.invalid', detail: 'No.' });

test('a refused change puts back what it changed and nothing else', async () => {
  const reply = later<Response>();
  serve({ 'PATCH /api/tasks/first': () => reply.promise });
  const { wrapper, shown, push } = board();
  const { result } = renderHook(() => useUpdateTask(), { wrapper });
  act(() => result.current.mutate({ task: first, body: { title: 'Refused' } }));
  await waitFor(() => expect(shown('first')?.title).toBe('Refused'));
  push({ ...first, priority: 'high', version: 2 });
  expect(shown('first')).toMatchObject({ title: 'Refused', priority: 'high' });
  reply.resolve(refusal());
  await waitFor(() => expect(shown('first')).toMatchObject({ title: 'First', priority: 'high' }));
  expect(shown('second')).toEqual(second);
});

test('a newer row that was pushed meanwhile stays when the change is refused', async () => {
  const reply = later<Response>();
  serve({ 'PATCH /api/tasks/first': () => reply.promise });
  const { wrapper, shown, push } = board();
  const { result } = renderHook(() => useUpdateTask(), { wrapper });
  act(() => result.current.mutate({ task: first, body: { title: 'Refused' } }));
  await waitFor(() => expect(shown('first')?.title).toBe('Refused'));
  push({ ...first, title: 'Pushed', version: 2 });
  reply.resolve(refusal());
  await waitFor(() => expect(result.current.isError).toBe(true));
  expect(shown('first')?.title).toBe('Pushed');
});

test('an archived card leaves the board at once, and Undo brings it back', async () => {
  const archived = later<unknown>();
  serve({
    'POST /api/tasks/first/archive': () => archived.promise,
    'POST /api/tasks/first/unarchive': () => first,
  });
  const { wrapper, shown } = board();
  const { result } = renderHook(() => useArchiveTasks(), { wrapper });
  act(() => result.current.mutate([first]));
  await waitFor(() => expect(shown('first')).toBeUndefined());
  expect(shown('second')).toEqual(second);
  archived.resolve(first);
  await waitFor(() => expect(useNotices.getState().notices.at(-1)?.title).toBe('ANT-1 archived'));
  act(() => useNotices.getState().notices.at(-1)?.action?.run());
  await waitFor(() => expect(shown('first')).toEqual(first));
});

test('of a column that is archived what is refused comes back', async () => {
  serve({ 'POST /api/tasks/first/archive': () => first, 'POST /api/tasks/second/archive': refusal });
  const { wrapper, shown } = board();
  const { result } = renderHook(() => useArchiveTasks(), { wrapper });
  act(() => result.current.mutate([first, second]));
  await waitFor(() => expect(shown('second')).toEqual(second));
  expect(shown('first')).toBeUndefined();
});
