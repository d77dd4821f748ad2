import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { setDraft } from '@/lib/drafts';
import { agentRow } from '@/lib/testing/rows';
import { later, problem, serve, withClient } from '@/lib/testing/serve';
import { AgentsPage } from './agents-page';

beforeEach(() => setDraft('new-agent', null));

const ada = agentRow();
const hello = (part: object) => ({
  ok: true,
  detail: 'Ada answered.',
  output: 'Hello!',
  exit_code: 0,
  duration_ms: 2100,
  isolation: { kind: 'bubblewrap', network: 'open', degraded_reason: null },
  hint: null,
  ...part,
});

const missing = {
  preset: 'gemini',
  adapter: 'acp',
  status: 'not_installed',
  version: null,
  command: null,
  install: 'npm install -g gemini',
  env_allow: [],
  detail: '',
  hint: null,
};

const open = (answers: Parameters<typeof serve>[0] = {}) => {
  const asked = serve({
    'GET /api/agents': () => ({ items: [ada], next_cursor: null }),
    'GET /api/agents/readiness': () => ({
      items: [{ agent_id: ada.id, ok: true, fault: null, detail: '', hint: null }],
    }),
    'GET /api/agents/detected': () => ({ items: [] }),
    'GET /api/keys': () => ({ items: [] }),
    ...answers,
  });
  render(<AgentsPage project={{ id: 'project-1', name: 'Shop' }} />, withClient());
  return asked;
};

test('saying hello is shown while it lasts, then in words and as it was said', async () => {
  const answer = later<unknown>();
  const asked = open({ 'POST /api/agents/agent-1/hello': () => answer.promise });
  fireEvent.click(await screen.findByRole('button', { name: 'Say hello to Ada' }));
  expect(await screen.findByText(/for a minute at most/)).not.toBeNull();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Say hello to Ada' }).disabled).toBe(true);
  answer.resolve(hello({}));
  expect(await screen.findByText('Works')).not.toBeNull();
  expect(screen.getByLabelText('What it wrote').textContent).toBe('Hello!');
  expect(screen.getByText(/2\.1 s · in a sandbox/)).not.toBeNull();
  expect(asked.find(({ route }) => route.startsWith('POST'))?.body).toEqual({ project_id: 'project-1' });
});

test('a hello that failed says what to do, and its output stays text', async () => {
  const output = '<img src=x onerror=alert(1)>';
  open({
    'POST /api/agents/agent-1/hello': () =>
      hello({ ok: false, detail: 'claude was not found.', hint: 'Install it.', exit_code: 127, output }),
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Say hello to Ada' }));
  expect(await screen.findByText('Does not work')).not.toBeNull();
  expect(screen.getByText('Install it.')).not.toBeNull();
  expect(screen.getByLabelText('What it wrote').textContent).toBe(output);
  expect(document.querySelector('img')).toBeNull();
});

test('a profile that is not usable says so on its card', async () => {
  open({
    'GET /api/agents/readiness': () => ({
      items: [{ agent_id: ada.id, ok: false, fault: 'key', detail: 'No key.', hint: 'Store it.' }],
    }),
  });
  expect((await screen.findByText('Not usable yet.')).parentElement?.textContent).toBe(
    'Not usable yet. No key. Store it.',
  );
});

test('a profile that tasks use is deleted after they were named', async () => {
  const asked = open({
    'DELETE /api/agents/agent-1': ({ route }) =>
      route.includes('force=true')
        ? new Response(null, { status: 204 })
        : problem(409, {
            code: 'agent.in_use',
            detail: 'In use.',
            ...{ tasks: 2, projects: 0, attempts: 0, used_by: ['ANT-1 Fix sign-in'] },
          }),
  });
  fireEvent.click(await screen.findByRole('button', { name: 'More of Ada' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: /Delete/ }));
  fireEvent.click(await screen.findByRole('button', { name: 'Delete profile' }));
  const uses = await screen.findByRole('alert');
  expect(within(uses).getByText('ANT-1 Fix sign-in')).not.toBeNull();
  expect(within(uses).getByText('and 1 more')).not.toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Delete all the same' }));
  await waitFor(() => expect(screen.queryByText('Ada')).toBeNull());
  expect(asked.filter(({ route }) => route.startsWith('DELETE'))).toHaveLength(2);
});

test('a key is stored for all projects or for this one, and only its end is shown', async () => {
  const asked = open({
    'PUT /api/keys/anthropic': ({ route }) => ({
      provider: 'anthropic',
      project_id: route.includes('project_id') ? 'project-1' : null,
      last4: '4321',
      created_at: new Date().toISOString(),
    }),
  });
  fireEvent.change(await screen.findByLabelText('Keys for'), { target: { value: 'project' } });
  fireEvent.click(await screen.findByRole('button', { name: 'Store the Anthropic key' }));
  fireEvent.change(screen.getByLabelText('Anthropic key'), { target: { value: 'sk-ant-4321' } });
  fireEvent.click(screen.getByRole('button', { name: 'Seal and store' }));
  expect(await screen.findByText(/ends in 4321/)).not.toBeNull();
  expect(document.body.innerHTML).not.toContain('sk-ant-4321');
  expect(asked.find(({ route }) => route.startsWith('PUT'))).toMatchObject({
    route: 'PUT /api/keys/anthropic?project_id=project-1',
    body: { value: 'sk-ant-4321' },
  });
});

test('what is installed here says whether it is ready or what it lacks, and becomes a profile', async () => {
  const entry = { ...missing, install: 'npm i -g it' };
  open({
    'GET /api/agents/detected': () => ({
      items: [
        { ...entry, preset: 'claude', status: 'ready', version: '2.0.1' },
        { ...entry, preset: 'codex', status: 'needs_auth', detail: 'No key.', hint: 'Store one.' },
        { ...entry, preset: 'gemini', status: 'not_installed' },
      ],
    }),
  });
  await screen.findByText('Claude Code');
  const items = within(screen.getByRole('region', { name: 'On this machine' })).getAllByRole('listitem');
  expect(items.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/2\.0\.1.*ready/),
    expect.stringMatching(/needs a key.*No key\. Store one\./),
    expect.stringMatching(/not installed.*npm i -g it/),
  ]);
  fireEvent.click(screen.getByRole('button', { name: 'Make a profile of Claude Code' }));
  expect(await screen.findByRole('dialog', { name: 'New agent profile' })).not.toBeNull();
});

test('a profile is opened to be edited', async () => {
  open();
  fireEvent.click(await screen.findByRole('button', { name: 'Edit Ada' }));
  expect(await screen.findByRole('dialog', { name: 'Edit Ada' })).not.toBeNull();
});

test('a profile is begun from nothing, or as a copy of another', async () => {
  open();
  fireEvent.click(await screen.findByRole('button', { name: 'More of Ada' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Duplicate' }));
  const copy = within(await screen.findByRole('dialog'));
  expect(copy.getByLabelText<HTMLInputElement>('Name').value).toContain('Ada');
  fireEvent.click(copy.getByRole('button', { name: 'Cancel' }));
  fireEvent.click(screen.getByRole('button', { name: 'New agent profile' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'New agent profile' }));
  expect(dialog.getByLabelText<HTMLInputElement>('Name').value).toBe('');
});

test('where there is no profile the page says what one is', async () => {
  open({
    'GET /api/agents': () => ({ items: [], next_cursor: null }),
    'GET /api/agents/detected': () => ({ items: [{ ...missing, status: 'ready' }] }),
  });
  expect(await screen.findByRole('heading', { name: 'No agents yet' })).not.toBeNull();
});

test('a stored key is removed', async () => {
  const key = {
    provider: 'anthropic',
    project_id: null,
    last4: '4321',
    created_at: new Date().toISOString(),
  };
  open({
    'GET /api/keys': () => ({ items: [key] }),
    'DELETE /api/keys/anthropic': () => new Response(null, { status: 204 }),
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Remove the Anthropic key' }));
  await waitFor(() => expect(screen.queryByText(/ends in 4321/)).toBeNull());
});

test('where nothing is installed and no key is stored, one screen says the ways on', async () => {
  open({
    'GET /api/agents': () => ({ items: [], next_cursor: null }),
    'GET /api/agents/detected': () => ({ items: [missing] }),
  });
  const ways = within(await screen.findByRole('region', { name: 'No coding agent is ready here yet' }));
  expect(ways.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toEqual([
    'Use a key, install nothing',
    'Install an agent',
    'Go on with a script',
  ]);
  expect(ways.getByText('npm install -g gemini')).not.toBeNull();
  expect(screen.queryByRole('heading', { name: 'No agents yet' })).toBeNull();
  fireEvent.click(ways.getByRole('button', { name: 'Store a key' }));
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Store the Anthropic key' }));
  fireEvent.click(ways.getByRole('button', { name: 'Make its profile' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'New agent profile' }));
  expect(dialog.getByLabelText<HTMLSelectElement>('Runs as').value).toBe('anthropic');
});

test.each([
  ['an agent is ready', [{ ...missing, status: 'ready' }], []],
  [
    'a key is stored',
    [missing],
    [{ provider: 'anthropic', project_id: null, last4: '4321', created_at: '2026-01-11T07:03:10Z' }],
  ],
])('where %s, nobody is told how to begin', async (_, items, stored) => {
  open({ 'GET /api/agents/detected': () => ({ items }), 'GET /api/keys': () => ({ items: stored }) });
  await screen.findByText('Gemini CLI');
  await screen.findAllByRole('button', { name: /the Anthropic key/ });
  expect(screen.queryByRole('region', { name: /No coding agent/ })).toBeNull();
});
