import { jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { Plus } from 'lucide-react';
import type { Command } from './command';
import { CommandPalette } from './command-palette';

const run = jest.fn();
const command = (id: string, title: string): Command => ({
  id,
  title,
  group: 'Commands',
  key: 'newTask',
  Icon: Plus,
  run: () => void run(id),
});
const COMMANDS = [command('new', 'New task'), command('theme', 'Use the dark theme')];

beforeEach(() => {
  localStorage.clear();
  jest.clearAllMocks();
});

const box = () => screen.getByRole('combobox', { name: 'Find a task or a command' });
const options = () => screen.queryAllByRole('option').map((option) => option.textContent);

test('what is typed finds a command, and Enter runs it and closes', async () => {
  const onClose = jest.fn();
  render(<CommandPalette commands={COMMANDS} onClose={onClose} />);
  expect(options()).toEqual(['New taskC', 'Use the dark themeC']);
  fireEvent.change(box(), { target: { value: 'dark' } });
  await waitFor(() => expect(options()).toEqual(['Use the dark themeC']));
  await waitFor(() => expect(box().getAttribute('aria-activedescendant')).not.toBeNull());
  fireEvent.keyDown(box(), { key: 'Enter' });
  await waitFor(() => expect(run.mock.calls).toEqual([['theme']]));
  expect(onClose).toHaveBeenCalled();
});

test('what was used last is offered first the next time', () => {
  const view = render(<CommandPalette commands={COMMANDS} onClose={jest.fn()} />);
  fireEvent.click(screen.getByText('Use the dark theme'));
  view.unmount();
  render(<CommandPalette commands={COMMANDS} onClose={jest.fn()} />);
  expect(screen.getByText('Recent')).not.toBeNull();
  expect(options()).toEqual(['Use the dark themeC', 'New taskC']);
});

test('what is not there is said', async () => {
  render(<CommandPalette commands={COMMANDS} onClose={jest.fn()} />);
  fireEvent.change(box(), { target: { value: 'qqq' } });
  expect(await screen.findByText(/Nothing is called/)).not.toBeNull();
});
