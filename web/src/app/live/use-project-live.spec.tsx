import { jest } from '@jest/globals';
import { useQuery } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { attemptQuery } from '@/features/attempts/api/get-attempt';
import { tasksQuery } from '@/features/tasks/api/get-tasks';
import { attemptRow, taskRow } from '@/lib/testing/rows';
import { useContact } from '@/lib/live/contact';
import { fakeSockets } from '@/lib/testing/fake-socket';
import { problem, serve, withClient } from '@/lib/testing/serve';
import { createQueryClient } from '../query-client';
import { useProjectLive } from './use-project-live';

function watch(client = withClient().client) {
  const sockets = fakeSockets();
  const hook = renderHook(() => {
    const live = useProjectLive('project-1');
    const tasks = useQuery(tasksQuery('project-1'));
    const attempt = useQuery(attemptQuery('attempt-1'));
    return { live, tasks, attempt };
  }, withClient(client));
  return { sockets, hook };
}

test('each connection, the first one too, catches up with what was missed', async () => {
  let titles = 'Known';
  serve({
    'GET /api/projects/project-1/tasks': () => ({ items: [taskRow({ title: titles })] }),
    'GET /api/attempts/attempt-1': () => attemptRow({ agent_name: titles }),
  });
  const { sockets, hook } = watch();
  const shown = () => [
    hook.result.current.tasks.data?.[0]?.title,
    hook.result.current.attempt.data?.agent_name,
  ];
  await waitFor(() => expect(shown()).toEqual(['Known', 'Known']));
  titles = 'Missed';
  act(() => sockets.made[0]?.open());
  await waitFor(() => expect(shown()).toEqual(['Missed', 'Missed']));
});

test('a tab that was signed out meanwhile is told so by a request, when its socket is refused', async () => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
  const onSignedOut = jest.fn();
  let signedIn = true;
  serve({
    'GET /api/projects/project-1/tasks': () =>
      signedIn ? { items: [] } : problem(401, { code: 'session.missing', detail: 'Sign in.' }),
    'GET /api/attempts/attempt-1': () => attemptRow(),
  });
  const { sockets, hook } = watch(createQueryClient(onSignedOut));
  await waitFor(() => expect(hook.result.current.tasks.data).toEqual([]));
  act(() => sockets.made[0]?.open());
  expect(useContact.getState().pushes).toBe(true);
  signedIn = false;
  act(() => sockets.made[0]?.drop());
  expect(useContact.getState().pushes).toBe(false);
  await waitFor(() => expect(sockets.made).toHaveLength(2));
  act(() => sockets.made[1]?.drop());
  await waitFor(() => expect(onSignedOut).toHaveBeenCalled());
  expect(hook.result.current.tasks.data).toEqual([]);
  hook.unmount();
});

test('a push waits while a card is in the hand, and is there as soon as it lies', async () => {
  serve({
    'GET /api/projects/project-1/tasks': () => ({ items: [taskRow()] }),
    'GET /api/attempts/attempt-1': () => attemptRow(),
  });
  const { client } = withClient();
  const { sockets, hook } = watch(client);
  const title = () => client.getQueryData(tasksQuery('project-1').queryKey)?.[0]?.title;
  await waitFor(() => expect(title()).toBe('A task'));
  jest.useFakeTimers();
  act(() => hook.result.current.live.setDragging(true));
  const row = taskRow({ title: 'Pushed', version: 2 });
  act(() => sockets.made[0]?.onmessage?.({ data: JSON.stringify({ type: 'task.upserted', row }) }));
  act(() => jest.advanceTimersByTime(1000));
  expect(title()).toBe('A task');
  act(() => hook.result.current.live.setDragging(false));
  expect(title()).toBe('Pushed');
  jest.useRealTimers();
  hook.unmount();
});
