import { jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { setDraft } from '@/lib/drafts';
import { agentRow } from '@/lib/testing/rows';
import { problem, serve, withClient } from '@/lib/testing/serve';
import AgentDialog from './agent-dialog';

const detected = (preset: string, command: string, adapter = 'command') => ({
  preset,
  adapter,
  status: 'ready',
  version: null,
  command,
  install: '',
  env_allow: [`${preset.toUpperCase()}_API_KEY`],
  detail: '',
  hint: null,
});

beforeEach(() => setDraft('new-agent', null));

const valueOf = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value;

test('a preset fills in the command that asks nothing, and another one replaces it until it is edited', async () => {
  serve({
    'GET /api/agents/detected': () => ({
      items: [detected('gemini', 'gemini --yolo'), detected('codex', 'codex exec -')],
    }),
  });
  render(<AgentDialog agent={null} onClose={jest.fn()} />, withClient());
  const choose = (preset: string) =>
    fireEvent.change(screen.getByLabelText('Start from'), { target: { value: preset } });
  await screen.findByLabelText('Start from');
  choose('gemini');
  const environment = () => screen.getByLabelText<HTMLInputElement>(/Environment/).value;
  expect([valueOf('Name'), valueOf('Command'), environment()]).toEqual([
    'Gemini CLI',
    'gemini --yolo',
    'GEMINI_API_KEY',
  ]);
  choose('codex');
  expect([valueOf('Name'), valueOf('Command'), environment()]).toEqual([
    'Codex',
    'codex exec -',
    'CODEX_API_KEY',
  ]);
  fireEvent.change(screen.getByLabelText('Command'), { target: { value: 'codex exec - --mine' } });
  choose('gemini');
  expect([valueOf('Name'), valueOf('Command')]).toEqual(['Gemini CLI', 'codex exec - --mine']);
});

test('what was begun of a new profile is there again, until it is cancelled', () => {
  serve({});
  const open = () => render(<AgentDialog agent={null} onClose={jest.fn()} />, withClient());
  const first = open();
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Ada' } });
  first.unmount();
  const second = open();
  expect(valueOf('Name')).toBe('Ada');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  second.unmount();
  open();
  expect(valueOf('Name')).toBe('');
});

const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

test('a profile is made of what was typed', async () => {
  const asked = serve({ 'POST /api/agents': () => agentRow({ name: 'Bea' }) });
  const [onClose, onSaved] = [jest.fn(), jest.fn()];
  render(<AgentDialog agent={null} {...{ onClose, onSaved }} />, withClient());
  type('Name', 'Bea');
  type('Command', './bea.sh');
  fireEvent.click(screen.getByRole('button', { name: 'Create profile' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(onSaved).toHaveBeenCalledWith(expect.objectContaining({ name: 'Bea' }));
  const made = asked.find(({ route }) => route === 'POST /api/agents');
  expect(made?.body).toMatchObject({ name: 'Bea', command: './bea.sh' });
});

test('what is changed of a profile is saved over the version that was seen, and over theirs only when asked again', async () => {
  const ada = agentRow({ version: 7 });
  const asked = serve({
    'PATCH /api/agents/agent-1': ({ body }) =>
      'version' in (body as object)
        ? problem(409, { code: 'agent.stale_version', detail: 'It was changed meanwhile.' })
        : ada,
  });
  const onClose = jest.fn();
  render(<AgentDialog agent={ada} onClose={onClose} />, withClient());
  type('Command', './better.sh');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Save mine over theirs' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  const bodies = asked.filter(({ route }) => route.startsWith('PATCH')).map(({ body }) => body);
  expect(bodies).toEqual([
    expect.objectContaining({ command: './better.sh', version: 7 }),
    expect.not.objectContaining({ version: 7 }),
  ]);
});

const runAs = (adapter: string) =>
  fireEvent.change(screen.getByLabelText('Runs as'), { target: { value: adapter } });
const asks = (label: string | RegExp) => screen.queryByLabelText(label) !== null;
const shown = () =>
  [/^Command/, /^Model/, 'Permissions', /^Turns/, /^Servers as JSON/, 'Program'].map((label) => asks(label));

test('each adapter asks for what it needs, and for nothing else', () => {
  serve({});
  render(<AgentDialog agent={null} onClose={jest.fn()} />, withClient());
  expect(shown()).toEqual([true, false, false, false, false, false]);
  runAs('claude');
  expect(shown()).toEqual([true, true, true, true, true, false]);
  runAs('anthropic');
  expect(shown()).toEqual([false, true, true, true, false, false]);
  runAs('acp');
  expect(shown()).toEqual([true, true, true, true, true, true]);
  expect(screen.getByText(/asks you before it runs something/)).toBeTruthy();
});

test('an agent that asks people is made with its model, its permissions and its servers', async () => {
  const asked = serve({ 'POST /api/agents': () => agentRow() });
  const onClose = jest.fn();
  render(<AgentDialog agent={null} adapter="claude" onClose={onClose} />, withClient());
  type('Name', 'Bea');
  fireEvent.change(screen.getByLabelText(/^Model/), { target: { value: 'some-model' } });
  type('Permissions', 'plan');
  const servers = screen.getByLabelText(/^Servers as JSON/);
  const create = () => fireEvent.click(screen.getByRole('button', { name: 'Create profile' }));
  fireEvent.change(servers, { target: { value: '{"docs": ' } });
  create();
  expect(await screen.findByText('This is not JSON.')).toBeTruthy();
  fireEvent.change(servers, { target: { value: '{"docs": {"args": []}}' } });
  create();
  expect(await screen.findByText('docs needs a "command" or a "url".')).toBeTruthy();
  fireEvent.change(servers, { target: { value: '{"mcpServers": {"docs": {"command": "npx"}}}' } });
  create();
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(asked.find(({ route }) => route === 'POST /api/agents')?.body).toMatchObject({
    adapter: 'claude',
    command: null,
    model: 'some-model',
    permission_mode: 'plan',
    mcp_servers: { docs: { command: 'npx' } },
  });
});

test('a profile that is made of a known program runs as the machine says that it does', async () => {
  const asked = serve({
    'GET /api/agents/detected': () => ({ items: [detected('gemini', 'gemini --acp', 'acp')] }),
    'POST /api/agents': () => agentRow(),
  });
  const onClose = jest.fn();
  render(<AgentDialog agent={null} preset="gemini" onClose={onClose} />, withClient());
  await waitFor(() => expect(valueOf('Runs as')).toBe('acp'));
  expect(valueOf('Program')).toBe('gemini');
  fireEvent.change(screen.getByLabelText(/^Command/), { target: { value: '' } });
  fireEvent.click(screen.getByRole('button', { name: 'Create profile' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(asked.find(({ route }) => route === 'POST /api/agents')?.body).toMatchObject({
    adapter: 'acp',
    preset: 'gemini',
    command: null,
    permission_mode: 'accept_edits',
  });
});

test('without a known program the protocol needs a command', async () => {
  const asked = serve({});
  render(<AgentDialog agent={null} adapter="acp" onClose={jest.fn()} />, withClient());
  type('Name', 'Bea');
  fireEvent.click(screen.getByRole('button', { name: 'Create profile' }));
  expect(await screen.findByText('Say which command runs the agent.')).toBeTruthy();
  expect(asked.filter(({ route }) => route.startsWith('POST'))).toEqual([]);
});
