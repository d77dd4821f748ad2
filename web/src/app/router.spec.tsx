import { jest } from '@jest/globals';
import { noop, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { projectsQuery } from '@/features/projects/api/get-projects';
import { keys } from '@/lib/api/query-keys';
import type { LatestAttempt } from '@/lib/api/types';
import { draftAt, setDraft } from '@/lib/drafts';
import { takeNotices } from '@/lib/notify';
import { fakeSockets } from '@/lib/testing/fake-socket';
import { insightsRow, projectRow, taskRow } from '@/lib/testing/rows';
import { problem, serve, type Asked } from '@/lib/testing/serve';
import { createQueryClient } from './query-client';
import { createAppRouter } from './router';

const shop = projectRow();
const farm = projectRow({ id: 'project-2', name: 'Farm' });
window.scrollTo = () => undefined;

const answers = {
  'GET /api/projects': (): unknown => ({ items: [shop, farm] }),
  'GET /api/agents': () => ({ items: [] }),
  'GET /api/projects/project-1/tasks': (): unknown => ({ items: [taskRow()] }),
  'GET /api/projects/project-2/tasks': () => ({ items: [] }),
};

async function visit(path: string, more: Record<string, (asked: Asked) => unknown> = {}) {
  fakeSockets();
  serve({ ...answers, ...more });
  window.history.replaceState(null, '', path);
  const client = createQueryClient(() => undefined);
  const router = createAppRouter(client);
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  await waitFor(() => expect(screen.getAllByRole('heading').length).toBeGreaterThan(0), { timeout: 5000 });
  return { client, router };
}

test('a project that is deleted is left for another one', async () => {
  const { router } = await visit('/projects/project-1/settings', {
    'DELETE /api/projects/project-1': () => new Response(null, { status: 204 }),
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Delete project' }));
  fireEvent.change(screen.getByLabelText('Type Shop to go on'), { target: { value: 'Shop' } });
  const buttons = screen.getAllByRole('button', { name: 'Delete project' });
  fireEvent.click(buttons[buttons.length - 1] as HTMLElement);
  await waitFor(() => expect(router.state.location.pathname).toBe('/projects/project-2'));
});

test('a board that is there stays when a refetch fails', async () => {
  let broken = false;
  const { client } = await visit('/projects/project-1', {
    'GET /api/projects': () => (broken ? problem(500, { detail: 'Down.' }) : { items: [shop, farm] }),
    'GET /api/projects/project-1/tasks': () =>
      broken ? problem(500, { detail: 'Down.' }) : { items: [taskRow()] },
  });
  expect(await screen.findByText('A task')).not.toBeNull();
  broken = true;
  await act(() => client.invalidateQueries());
  expect(client.getQueryState(keys.tasks('project-1'))?.status).toBe('error');
  expect(client.getQueryState(keys.projects)?.status).toBe('error');
  expect(screen.getByText('A task')).not.toBeNull();
});

test('the address forgets an open task that is gone', async () => {
  const { client, router } = await visit('/projects/project-1?task=task-1');
  await screen.findByRole('button', { name: 'More about this task' });
  setDraft('title:task-1', 'Half a title');
  act(() => void client.setQueryData(keys.tasks('project-1'), []));
  await waitFor(() => expect(router.state.location.search).not.toHaveProperty('task', 'task-1'));
  expect(takeNotices()).toMatchObject([
    { title: 'ANT-1 was deleted or archived meanwhile', action: { label: 'Copy your text' } },
  ]);
  setDraft('title:task-1', null);
});

test('of a card that a person archived here nothing is said but that', async () => {
  const { router } = await visit('/projects/project-1?task=task-1', {
    'POST /api/tasks/task-1/archive': () => taskRow({ archived_at: '2026-01-11T07:03:10Z' }),
  });
  fireEvent.click(await screen.findByRole('button', { name: 'More about this task' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Archive' }));
  await waitFor(() => expect(router.state.location.search).not.toHaveProperty('task'));
  await waitFor(() => expect(takeNotices()).toMatchObject([{ title: 'ANT-1 archived' }]));
});

test('a card that is not on the board is said to be none', async () => {
  const { router } = await visit('/projects/project-1?task=nope');
  await waitFor(() => expect(router.state.location.search).not.toHaveProperty('task'));
  expect(takeNotices()).toMatchObject([{ title: 'There is no such card on this board' }]);
});

test('an address that names no attempt says so in words of ours', async () => {
  await visit('/projects/project-1/attempts/nope', {
    'GET /api/attempts/nope': () =>
      problem(422, { code: 'request.invalid', detail: 'attempt_id in the path is not an id.' }),
  });
  expect(await screen.findByText('There is no such attempt')).not.toBeNull();
  expect(screen.queryByText(/attempt_id/)).toBeNull();
});

test('an address that names no project says so on the way to another one', async () => {
  const { router } = await visit('/projects/nope');
  await waitFor(() => expect(router.state.location.pathname).toBe('/projects/project-1'));
  expect(takeNotices()).toMatchObject([{ title: 'There is no such project' }]);
});

test('the filters of the runs and the period of the insights are in the address', async () => {
  const asked: string[] = [];
  const { router } = await visit('/projects/project-1/runs?status=FAILED&agent=agent-1', {
    'GET /api/projects/project-1/attempts': ({ route }) => {
      asked.push(route);
      return { items: [], next_cursor: null };
    },
    'GET /api/insights': ({ route }) => {
      asked.push(route);
      return insightsRow();
    },
  });
  await screen.findByRole('heading', { name: 'No run matches' });
  expect(asked.some((route) => /status=FAILED&limit=50&agent_id=agent-1/.test(route))).toBe(true);
  fireEvent.change(screen.getByLabelText('Filter by outcome'), { target: { value: 'CANCELLED' } });
  await waitFor(() => expect(router.state.location.search).toMatchObject({ status: 'CANCELLED' }));
  await act(() => router.navigate({ href: '/projects/project-1/insights?days=30&projects=all' }));
  await screen.findByRole('heading', { name: 'No runs in 2 days' });
  expect(asked.at(-1)).toMatch(/days=30&tz=[^&]+$/);
  fireEvent.click(screen.getByRole('button', { name: '7 days' }));
  await waitFor(() => expect(router.state.location.search).toEqual({ days: 7, projects: 'all' }));
});

const waitingFor = (id: string, project_id: string, reason: 'review' | 'gates_failed' | 'question') =>
  taskRow({
    id,
    project_id,
    key: id.toUpperCase(),
    title: `Card ${id}`,
    needs_attention: { reason, since: '2026-01-11T07:03:10Z', ref: null },
    latest_attempt:
      reason === 'question'
        ? null
        : ({ id: `attempt-${id}`, number: 1, status: 'REVIEW_READY', gates: [] } as unknown as LatestAttempt),
  });

const waiting = {
  'GET /api/projects/project-1/tasks': () => ({
    items: [waitingFor('a', 'project-1', 'gates_failed'), waitingFor('b', 'project-1', 'question')],
  }),
  'GET /api/needs-attention': () => ({
    items: [waitingFor('c', 'project-2', 'review')],
    next_cursor: null,
  }),
};

test('what needs a person leads to the very place, and is counted over all projects', async () => {
  await visit('/projects/project-1/needs-you?scope=all', waiting);
  const hrefOf = async (title: string) =>
    (await screen.findByRole('link', { name: new RegExp(title) })).getAttribute('href');
  expect(await hrefOf('Card a')).toBe('/projects/project-1/attempts/attempt-a?tab=gates');
  expect(await hrefOf('Card b')).toBe('/projects/project-1?task=b&tab=thread');
  expect(await hrefOf('Card c')).toBe('/projects/project-2/attempts/attempt-c?tab=diff');
  await waitFor(() => expect(document.title).toBe('(3) Needs you · Shop · Antfarm'));
  fireEvent.click(screen.getByLabelText('This project 2'));
  await waitFor(() => expect(screen.queryByText('Card c')).toBeNull());
  fireEvent.keyDown(document.body, { key: 'j' });
  fireEvent.keyDown(document.body, { key: 'j' });
  expect(document.activeElement?.textContent).toContain('Card b');
});

test('the icon of the tab has a mark as long as something needs a person', async () => {
  const icon = document.head.appendChild(Object.assign(document.createElement('link'), { rel: 'icon' }));
  const { client } = await visit('/projects/project-1/needs-you', waiting);
  await waitFor(() => expect(icon.getAttribute('href')).toBe('/favicon-waiting.svg'));
  act(() => {
    client.setQueryData(keys.tasks('project-1'), []);
    client.setQueryData(keys.needsAttention, []);
  });
  await waitFor(() => expect(icon.getAttribute('href')).toBe('/favicon.svg'));
  icon.remove();
});

test('the project selector leads to another project, and to the page that makes one', async () => {
  const { router } = await visit('/projects/project-1');
  const selector = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Project' });
  expect([...selector().options].map(({ text }) => text)).toEqual(['Shop', 'Farm', 'New project…']);
  fireEvent.change(selector(), { target: { value: farm.id } });
  await waitFor(() => expect(router.state.location.pathname).toBe('/projects/project-2'));
  await waitFor(() => expect(selector().selectedOptions[0]?.text).toBe('Farm'));
  fireEvent.change(selector(), { target: { value: 'new' } });
  await waitFor(() => expect(router.state.location.pathname).toBe('/projects/new'));
});

test('the sidebar leads to each page and counts what waits', async () => {
  const { router } = await visit('/projects/project-1', waiting);
  const pages = within(await screen.findByRole('navigation', { name: 'Project' }));
  expect((await pages.findByRole('link', { name: 'Needs you 3' })).getAttribute('href')).toBe(
    '/projects/project-1/needs-you',
  );
  fireEvent.click(pages.getByRole('link', { name: 'Agents' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/projects/project-1/agents'));
});

test('keys lead to a page and open the commands, which go to a card', async () => {
  const { router } = await visit('/projects/project-1/needs-you', waiting);
  await waitFor(() => {
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    expect(screen.getByRole('combobox', { name: 'Find a task or a command' })).not.toBeNull();
  });
  const box = screen.getByRole('combobox', { name: 'Find a task or a command' });
  fireEvent.change(box, { target: { value: 'card b' } });
  fireEvent.click(await screen.findByRole('option', { name: /Card b/ }));
  await waitFor(() => expect(router.state.location.search).toMatchObject({ task: 'b' }));
  await waitFor(() => expect(screen.queryByRole('combobox', { name: /command/ })).toBeNull());
  fireEvent.keyDown(document.body, { key: 'g' });
  fireEvent.keyDown(document.body, { key: 'a' });
  await waitFor(() => expect(router.state.location.pathname).toBe('/projects/project-1/agents'));
});

test('a search that finds nothing says so and shows the way out', async () => {
  const { router } = await visit('/projects/project-1?q=nothing&label=bug');
  expect(await screen.findByText('No card is like that')).not.toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Show all cards' }));
  expect(await screen.findByText('A task')).not.toBeNull();
  expect(router.state.location.searchStr).toBe('');
});

test('the command to sign out ends the session, forgets what was written and leads to the sign-in page', async () => {
  const { router } = await visit('/projects/project-1/needs-you', {
    ...waiting,
    'DELETE /api/session': () => new Response(null, { status: 204 }),
  });
  setDraft('title:task-1', 'Half a thought');
  await waitFor(() => {
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    expect(screen.getByRole('combobox', { name: 'Find a task or a command' })).not.toBeNull();
  });
  const box = screen.getByRole('combobox', { name: 'Find a task or a command' });
  fireEvent.change(box, { target: { value: 'sign out' } });
  fireEvent.click(await screen.findByRole('option', { name: /Sign out/ }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
  expect(draftAt('title:task-1')).toBeNull();
});

test('a session that is over loses nothing that was written', async () => {
  setDraft('title:task-1', 'Half a thought');
  const onSignedOut = jest.fn();
  serve({ 'GET /api/projects': () => problem(401, { code: 'session.none', detail: 'Sign in.' }) });
  await createQueryClient(onSignedOut).query(projectsQuery).catch(noop);
  expect(onSignedOut).toHaveBeenCalledTimes(1);
  expect(draftAt('title:task-1')).toBe('Half a thought');
});
