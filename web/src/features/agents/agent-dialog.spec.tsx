import { jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { setDraft } from '@/lib/drafts';
import { serve, withClient } from '@/lib/testing/serve';
import AgentDialog from './agent-dialog';

const detected = (preset: string, command: string) => ({
  preset,
  adapter: 'command',
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
    'gemini',
    'gemini --yolo',
    'GEMINI_API_KEY',
  ]);
  choose('codex');
  expect([valueOf('Name'), valueOf('Command'), environment()]).toEqual([
    'codex',
    'codex exec -',
    'CODEX_API_KEY',
  ]);
  fireEvent.change(screen.getByLabelText('Command'), { target: { value: 'codex exec - --mine' } });
  choose('gemini');
  expect([valueOf('Name'), valueOf('Command')]).toEqual(['gemini', 'codex exec - --mine']);
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
