import { jest } from '@jest/globals';
import { noop, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { projectsQuery } from '@/features/projects/api/get-projects';
import { useAnnouncement } from '@/lib/announce';
import { keys } from '@/lib/api/query-keys';
import type { LatestAttempt } from '@/lib/api/types';
import { draftAt, setDraft } from '@/lib/drafts';
import { takeNotices } from '@/lib/notify';
import { fakeSockets } from '@/lib/testing/fake-socket';
import {
  agentRow,
  attemptRow,
  insightsRow,
  latestAttemptRow,
  messageRow,
  projectRow,
  subtaskRow,
  taskRow,
} from '@/lib/testing/rows';
import { problem, serve, type Asked } from '@/lib/testing/serve';
import { DIFF_KEYS, LOG_KEYS } from '@/features/attempts/attempt-tabs';
import { KEY_WORDS } from './keys/key-words';
import { createQueryClient } from './query-client';
import { createAppRouter } from './router';

const shop = projectRow();
const farm = projectRow({ id: 'project-2', name: 'Farm' });
window.scrollTo = () => undefined;
Element.prototype.scrollTo = () => undefined;

const answers = {
  'GET /api/projects': (): unknown => ({ items: [shop, farm] }),
  'GET /api/agents': () => ({ items: [] }),
  'GET /api/projects/project-1/tasks': (): unknown => ({ items: [taskRow()] }),
  'GET /api/projects/project-2/tasks': () => ({ items: [] }),
};

async function visit(path: string, more: Record<string, (asked: Asked) => unknown> = {}) {
  fakeSockets();
  const asked = serve({ ...answers, ...more });
  window.history.replaceState(null, '', path);
  const client = createQueryClient(() => undefined);
  const router = createAppRouter(client);
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  await waitFor(() => expect(screen.getAllByRole('heading').length).toBeGreaterThan(0), { timeout: 5000 });
  return { asked, client, router };
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
  expect(document.activeElement?.getAttribute('href')).toBe('/projects/project-1?task=b&tab=thread');
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
  const sidebar = within(screen.getByRole('complementary', { name: 'Project' }));
  expect(sidebar.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(
    ['', '/needs-you', '/runs', '/agents', '/insights', '/settings', '/account'].map(
      (page) => `/projects/project-1${page}`,
    ),
  );
  fireEvent.click(pages.getByRole('link', { name: 'Agents' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/projects/project-1/agents'));
});

test('the frame says who works now, and what the day has cost', async () => {
  const attempt = latestAttemptRow({ status: 'RUNNING', activity: 'Edits a.ts' });
  const today = { ...insightsRow().today, cost_usd: 1.5 };
  await visit('/projects/project-1/needs-you', {
    'GET /api/projects/project-1/tasks': () => ({ items: [taskRow({ latest_attempt: attempt })] }),
    'GET /api/insights': () => insightsRow({ today }),
  });
  const work = await screen.findByRole('region', { name: 'Agents working now' });
  await waitFor(() => expect(work.textContent).toContain('ANT-1 · Edits a.ts'));
  expect((await screen.findByRole('region', { name: 'Spent today' })).textContent).toContain('$1.50');
});

const cardNamed = (name: RegExp) => screen.findByRole('button', { name });
const untilDraggable = () =>
  waitFor(() => expect(document.querySelector('[data-rfd-draggable-id]')).not.toBeNull(), { timeout: 5000 });

test('a card opens beside the board from what the board knows, and closes again', async () => {
  const { router } = await visit('/projects/project-1');
  await untilDraggable();
  fireEvent.click(await cardNamed(/A task/));
  const drawer = await screen.findByRole('dialog', { name: 'A task' });
  expect(router.state.location.search).toMatchObject({ task: 'task-1' });
  // In reach of everybody: what lies under a dialog is not.
  expect(screen.getByRole('region', { name: 'To Do' })).not.toBeNull();
  fireEvent.click(within(drawer).getByRole('button', { name: 'Close task' }));
  await waitFor(() => expect(router.state.location.search).not.toHaveProperty('task'));
  await waitFor(() => expect(document.activeElement?.getAttribute('data-card')).toBe('task-1'));
});

test('the drawer holds the thread, the attempts and the subtasks of its card, and runs it', async () => {
  const page = (...items: unknown[]) => ({ items, next_cursor: null });
  const { router } = await visit('/projects/project-1?task=task-1', {
    'GET /api/agents': () => page(agentRow()),
    'GET /api/projects/project-1/tasks': () => page(taskRow({ agent_id: 'agent-1' })),
    'GET /api/tasks/task-1/messages': () => page(messageRow({ content: 'Which ants?' })),
    'GET /api/tasks/task-1/subtasks': () => page(subtaskRow()),
    'GET /api/tasks/task-1/attempts': () => page(),
    'POST /api/tasks/task-1/attempts': () => attemptRow({ id: 'attempt-9', status: 'QUEUED' }),
  });
  const drawer = within(await screen.findByRole('dialog', { name: 'A task' }));
  for (const [tab, words] of [
    ['Notes', 'Which ants?'],
    ['Attempts', /^No attempts yet/],
    ['Subtasks', 'A part'],
  ] as const) {
    fireEvent.click(drawer.getByRole('tab', { name: tab }));
    expect(await drawer.findByText(words)).not.toBeNull();
  }
  fireEvent.click(drawer.getByRole('button', { name: 'Run' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/projects/project-1/attempts/attempt-9'));
});

test('a new task is one key away, beside an open card too, and a new agent one click', async () => {
  const { router } = await visit('/projects/project-1?task=task-1');
  await screen.findByRole('dialog', { name: 'A task' });
  fireEvent.keyDown(document.body, { key: 'c' });
  expect(await screen.findByRole('dialog', { name: 'New task' })).not.toBeNull();
  await act(() => router.navigate({ to: '/projects/$projectId', params: { projectId: 'project-1' } }));
  fireEvent.click(await screen.findByRole('button', { name: 'New Agent Profile' }));
  expect(await screen.findByRole('dialog', { name: 'New agent profile' })).not.toBeNull();
  await act(() => router.navigate({ to: '/projects/$projectId', params: { projectId: 'project-1' } }));
  fireEvent.click(await screen.findByRole('button', { name: 'New Task' }));
  expect(await screen.findByRole('dialog', { name: 'New task' })).not.toBeNull();
});

test('the limit of a column is set in a dialog and saved with the project', async () => {
  const { asked } = await visit('/projects/project-1', { 'PATCH /api/projects/project-1': () => shop });
  fireEvent.click(await screen.findByRole('button', { name: 'More about Review' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Set a limit…' }));
  fireEvent.change(await screen.findByLabelText(/At most so many cards/), { target: { value: '3' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save limit' }));
  await waitFor(() =>
    expect(asked.find(({ route }) => route.startsWith('PATCH'))?.body).toMatchObject({
      column_limits: { review: 3 },
    }),
  );
});

const ants = {
  'GET /api/projects/project-1/tasks': () => ({
    items: [
      taskRow(),
      taskRow({ id: 'task-2', key: 'ANT-2', title: 'Greet the ants', rank: 'a1' }),
      taskRow({ id: 'task-3', key: 'ANT-3', title: 'Feed the ants', status: 'review' }),
    ],
  }),
};

test('what is searched for and picked is in the address, and only such cards are left', async () => {
  const { router } = await visit('/projects/project-1', ants);
  fireEvent.change(await screen.findByRole('searchbox'), { target: { value: 'ants' } });
  await waitFor(() => expect(router.state.location.search).toMatchObject({ q: 'ants' }));
  await waitFor(() => expect(screen.queryByText('A task')).toBeNull());
  expect(screen.getByText('Greet the ants')).not.toBeNull();
  fireEvent.change(screen.getByLabelText('Filter by status'), { target: { value: 'review' } });
  await waitFor(() => expect(router.state.location.search).toMatchObject({ q: 'ants', status: 'review' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: 'To Do' })).toBeNull());
  expect(screen.getByText('Feed the ants')).not.toBeNull();
});

test('keys go from card to card, and from the open one to the next', async () => {
  const { router } = await visit('/projects/project-1', ants);
  await untilDraggable();
  const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
  const current = () => document.activeElement?.getAttribute('data-card');
  await waitFor(() => expect((press('j'), current())).toBe('task-1'));
  for (const [key, id] of [
    ['j', 'task-2'],
    ['k', 'task-1'],
    ['l', 'task-3'],
    ['h', 'task-1'],
  ] as const) {
    press(key);
    expect(current()).toBe(id);
  }
  press('Enter');
  await screen.findByRole('dialog', { name: 'A task' });
  fireEvent.keyDown(document.body, { key: 'j' });
  await waitFor(() => expect(router.state.location.search).toMatchObject({ task: 'task-2' }));
});

test('? shows every key there is', async () => {
  await visit('/projects/project-1/needs-you', waiting);
  await waitFor(() => {
    fireEvent.keyDown(document.body, { key: '?' });
    expect(screen.getByRole('dialog', { name: 'Keys' })).not.toBeNull();
  });
  const dialog = within(screen.getByRole('dialog', { name: 'Keys' }));
  for (const { does } of [...Object.values(KEY_WORDS), ...LOG_KEYS, ...DIFF_KEYS])
    expect(dialog.getAllByText(does).length).toBeGreaterThan(0);
  expect(dialog.getByText('Ctrl K')).not.toBeNull();
});

async function openCommands() {
  await waitFor(() => {
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    expect(screen.getByRole('combobox', { name: 'Find a task or a command' })).not.toBeNull();
  });
  return screen.getByRole('combobox', { name: 'Find a task or a command' });
}

test('the commands offer every page and project, saved filters, reviews, and what the open card lets do', async () => {
  const bugs = { id: 'f-1', project_id: 'project-1', name: 'Bugs', query: { label: 'bug' }, position: 0 };
  const { asked } = await visit('/projects/project-1?task=a', {
    ...waiting,
    'GET /api/projects/project-1/filters': () => ({ items: [bugs] }),
    'POST /api/tasks/a/move': () => waitingFor('a', 'project-1', 'gates_failed'),
  });
  const box = await openCommands();
  const offered = () => screen.getAllByRole('option').map(({ textContent }) => textContent);
  await waitFor(() => expect(offered().join()).toContain('Bugs'));
  for (const words of [
    ...['Run again', 'Open the card', 'Move to In Progress', 'Move to Done', 'Copy the link', 'Archive'],
    ...['Card a', 'New task', 'New agent profile', 'Use the dark theme', 'Show all keys', 'Sign out'],
    ...['Board', 'Needs you', 'Runs', 'Agents', 'Insights', 'Settings', 'Account', 'Farm', 'New project'],
  ])
    expect(offered().join()).toContain(words);
  fireEvent.change(box, { target: { value: 'move to done' } });
  fireEvent.click(await screen.findByRole('option', { name: /Move to Done/ }));
  await waitFor(() => expect(asked.at(-1)?.body).toEqual({ status: 'done' }));
});

test('an attempt that ends under the eyes of its reader stays on the tab that it was opened on', async () => {
  const done = attemptRow({ status: 'REVIEW_READY', diff: { files: 1, additions: 1, deletions: 0 } });
  const { client } = await visit('/projects/project-1/attempts/attempt-1', {
    'GET /api/attempts/attempt-1': () => attemptRow({ status: 'RUNNING', head_sha: null }),
  });
  const selected = () => screen.getByRole('tab', { selected: true }).textContent;
  await waitFor(() => expect(selected()).toContain('Logs'));
  act(() => void client.setQueryData(keys.attempt('attempt-1'), done));
  await screen.findByRole('button', { name: /^Approve/ });
  expect(selected()).toContain('Logs');
});

test('what waits says why, since when, whose it is and what to do', async () => {
  const since = new Date(Date.now() - 2 * 3_600_000).toISOString();
  const failure: LatestAttempt['failure'] = { reason: 'agent_failed', message: 'It broke.', retryable: true };
  await visit('/projects/project-1/needs-you?scope=all', {
    'GET /api/agents': () => ({ items: [agentRow()] }),
    'GET /api/needs-attention': () => ({ items: [], next_cursor: null }),
    'GET /api/projects/project-1/tasks': () => ({
      items: [
        taskRow({
          needs_attention: { reason: 'attempt_failed', since, ref: null },
          latest_attempt: latestAttemptRow({ number: 2, status: 'FAILED', failure }),
        }),
      ],
    }),
  });
  const row = await screen.findByRole('link', { name: /A task/ });
  expect(row.textContent).toMatch(
    /Attempt failed.*for 2 h.*ANT-1.*A task.*It broke\..*Ada.*attempt 2.*Shop.*Look/,
  );
  expect(screen.getByText('1 card waits for you, the longest wait first.')).not.toBeNull();
});

test('when nothing waits here that is said, with the way to what waits elsewhere', async () => {
  const { router } = await visit('/projects/project-1/needs-you', {
    'GET /api/needs-attention': waiting['GET /api/needs-attention'],
  });
  expect(await screen.findByRole('heading', { name: 'Nothing waits for you' })).not.toBeNull();
  fireEvent.click(await screen.findByRole('button', { name: '1 card waits in other projects' }));
  await waitFor(() => expect(router.state.location.search).toEqual({ scope: 'all' }));
});

test('what waits is above the board too, one click from its place', async () => {
  const { router } = await visit('/projects/project-1', waiting);
  const strip = within(await screen.findByRole('region', { name: 'Needs you' }));
  expect(strip.getByRole('button', { name: /^B.*Has a question.*Card b.*Answer/ })).not.toBeNull();
  fireEvent.click(strip.getByRole('button', { name: /^A.*Gates failed.*Card a.*Look/ }));
  await waitFor(() =>
    expect(router.state.location.href).toBe('/projects/project-1/attempts/attempt-a?tab=gates'),
  );
});

test('on every page what begins to wait is said', async () => {
  const { client } = await visit('/projects/project-1/settings', {
    'GET /api/needs-attention': () => ({ items: [], next_cursor: null }),
  });
  await screen.findByRole('button', { name: 'Delete project' });
  const say = (reason: 'question' | 'review') =>
    act(() => void client.setQueryData(keys.tasks('project-1'), [waitingFor('b', 'project-1', reason)]));
  // Nothing shows when its code is there, so that it is tried; not after each change of the page, as each try is one.
  await waitFor(
    () => {
      say('question');
      say('review');
      expect(useAnnouncement.getState().text).toMatch(/^B needs you/);
    },
    { container: document.createElement('div') },
  );
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
