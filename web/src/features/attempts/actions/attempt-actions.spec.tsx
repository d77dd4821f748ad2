import { jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useAnnouncement } from '@/lib/announce';
import type { AttemptDetail } from '@/lib/api/types';
import { attemptRow } from '@/lib/testing/rows';
import { later, serve, withClient } from '@/lib/testing/serve';
import { AttemptActions } from './attempt-actions';

function show(part: Partial<AttemptDetail>, answers: Parameters<typeof serve>[0] = {}) {
  const asked = serve(answers);
  const onStarted = jest.fn();
  const actions = (shown: Partial<AttemptDetail>) => (
    <AttemptActions taskId="task-1" attempt={attemptRow(shown)} layout="full" onStarted={onStarted} />
  );
  const view = render(actions(part), withClient());
  return { asked, onStarted, reshow: (shown: Partial<AttemptDetail>) => view.rerender(actions(shown)) };
}

test('a failed attempt is tried again with its own agent and base', async () => {
  const next = attemptRow({ id: 'attempt-2', number: 2, status: 'QUEUED' });
  const { asked, onStarted } = show(
    { status: 'FAILED', agent_id: 'agent-9', base_branch: 'release' },
    { 'POST /api/tasks/task-1/attempts': () => next },
  );
  fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
  await waitFor(() => expect(onStarted).toHaveBeenCalledTimes(1));
  expect(asked[0]?.body).toEqual({ agent_id: 'agent-9', base_branch: 'release' });
});

test('what is not possible stays in reach and says why, and a press begins nothing', () => {
  show({ status: 'CANCELLED', head_sha: null });
  const approve = screen.getByRole('button', { name: 'Approve & merge' });
  expect(approve.getAttribute('aria-disabled')).toBe('true');
  expect(approve.title).toContain('cannot be merged');
  expect(screen.getByRole('button', { name: 'Request changes' }).title).toContain('no result');
  fireEvent.click(approve);
  expect(useAnnouncement.getState().text).toContain('cannot be merged');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('without GitHub there is no pull request, and the button says so', () => {
  show({});
  expect(screen.getByRole('button', { name: 'Create PR' }).title).toContain('not connected to GitHub');
});

test('a cancel that was asked for is not asked for twice', async () => {
  const reply = later<unknown>();
  const { asked } = show(
    { status: 'RUNNING' },
    { 'POST /api/attempts/attempt-1/cancel': () => reply.promise },
  );
  const cancel = screen.getByRole('button', { name: 'Cancel run' });
  fireEvent.click(cancel);
  await waitFor(() => expect(cancel.getAttribute('aria-disabled')).toBe('true'));
  fireEvent.click(cancel);
  expect(asked.filter(({ route }) => route.includes('/cancel'))).toHaveLength(1);
});

test('an attempt is discarded only after one more word', async () => {
  const { asked } = show(
    {},
    {
      'POST /api/attempts/attempt-1/discard': () => attemptRow(),
    },
  );
  fireEvent.click(screen.getByRole('button', { name: 'More actions for this attempt' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: /Discard attempt/ }));
  const sent = () => asked.filter(({ route }) => route.endsWith('/discard'));
  const confirm = await screen.findByRole('button', { name: 'Discard attempt' });
  expect(sent()).toHaveLength(0);
  fireEvent.click(confirm);
  await waitFor(() => expect(sent()).toHaveLength(1));
});

test('each button leads to its dialog', async () => {
  serve({});
  const row = attemptRow();
  render(
    <AttemptActions
      taskId="task-1"
      attempt={row}
      layout="full"
      githubRepo="owner/shop"
      onStarted={jest.fn()}
    />,
    withClient(),
  );
  for (const [button, title] of [
    ['Request changes', 'Request changes'],
    ['Create PR', 'Create pull request'],
    ['Approve & merge', 'Approve & merge'],
  ] as const) {
    fireEvent.click(screen.getByRole('button', { name: button }));
    fireEvent.keyDown(await screen.findByRole('dialog', { name: title }), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  }
});

test('a result is brought up to its base, its gates run again, and the task with its own agent', async () => {
  const gates = [{ gate: 'test', status: 'passed', stale: false }] as AttemptDetail['gates'];
  const { asked } = show({ gates }, { 'POST /api/tasks/task-1/attempts': () => attemptRow({ number: 2 }) });
  const choose = async (name: RegExp) => {
    fireEvent.click(screen.getByRole('button', { name: 'More actions for this attempt' }));
    fireEvent.click(await screen.findByRole('menuitem', { name }));
  };
  const wasAsked = (end: string) =>
    waitFor(() =>
      expect(asked.some(({ route }) => route.startsWith('POST') && route.endsWith(end))).toBe(true),
    );
  await choose(/^Update from main/);
  await wasAsked('/update-from-base');
  await choose(/^Rerun gates/);
  await wasAsked('/rerun-gates');
  fireEvent.click(screen.getByRole('button', { name: 'Run again' }));
  await wasAsked('/tasks/task-1/attempts');
});

test('a menu says of what is not possible why', async () => {
  show({ gates: [] });
  fireEvent.click(screen.getByRole('button', { name: 'More actions for this attempt' }));
  const item = await screen.findByRole('menuitem', { name: /^Rerun gates/ });
  expect(item.textContent).toContain('The project names no gates.');
});

test('a task without an attempt is run', async () => {
  const next = attemptRow({ status: 'QUEUED' });
  const asked = serve({ 'POST /api/tasks/task-1/attempts': () => next });
  const onStarted = jest.fn();
  render(<AttemptActions taskId="task-1" attempt={null} onStarted={onStarted} />, withClient());
  fireEvent.click(screen.getByRole('button', { name: 'Run' }));
  await waitFor(() => expect(onStarted).toHaveBeenCalledTimes(1));
  expect(asked[0]?.body).toEqual({});
});

test('a dialog is about one attempt: when another one takes its place, it does not act on that', async () => {
  const { reshow } = show({});
  fireEvent.click(screen.getByRole('button', { name: 'More actions for this attempt' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: /Discard attempt/ }));
  await screen.findByRole('button', { name: 'Discard attempt' });
  reshow({ version: 2 });
  expect(screen.queryByRole('button', { name: 'Discard attempt' })).not.toBeNull();
  reshow({ id: 'attempt-2', number: 2 });
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Discard attempt' })).toBeNull());
});

test('without an agent a task is not run: the button says why and another one leads on', () => {
  const onGo = jest.fn();
  const unready = { why: 'There is no agent profile yet.', way: { name: 'New agent profile', onGo } };
  const asked = serve({});
  render(
    <AttemptActions taskId="task-1" attempt={null} unready={unready} onStarted={jest.fn()} />,
    withClient(),
  );
  const run = screen.getByRole('button', { name: 'Run' });
  expect(run.title).toBe(unready.why);
  fireEvent.click(run);
  expect(asked).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'New agent profile' }));
  expect(onGo).toHaveBeenCalledTimes(1);
});

test.each(['Request changes', 'Approve & merge'])('%s asks for the rest in a dialog', async (name) => {
  show({});
  fireEvent.click(screen.getByRole('button', { name }));
  expect(await screen.findByRole('dialog', { name })).not.toBeNull();
});

test('a result is worked on again with the task’s agent', async () => {
  const next = attemptRow({ id: 'attempt-2', number: 2, status: 'QUEUED' });
  const { asked, onStarted } = show({}, { 'POST /api/tasks/task-1/attempts': () => next });
  fireEvent.click(screen.getByRole('button', { name: 'Run again' }));
  await waitFor(() => expect(onStarted).toHaveBeenCalledTimes(1));
  expect(asked.find(({ route }) => route.endsWith('/attempts'))?.body).toEqual({});
});
