import { jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { agentRow, attemptRow, projectRow, taskRow } from '@/lib/testing/rows';
import { serve, withClient } from '@/lib/testing/serve';
import { RunSeveral } from './run-several';

const ada = agentRow();
const fern = agentRow({ id: 'agent-2', name: 'Fern' });
const juno = agentRow({ id: 'agent-3', name: 'Juno' });

function open(agents = [ada, fern, juno], project = projectRow()) {
  const onStarted = jest.fn();
  render(
    <RunSeveral task={taskRow({ agent_id: ada.id })} {...{ project, agents, onStarted }} />,
    withClient(),
  );
  fireEvent.click(screen.getByRole('button', { name: 'Compare agents' }));
  return onStarted;
}

test('one card runs with the agents that are ticked, the usual one among them', async () => {
  const rows = [attemptRow(), attemptRow({ id: 'attempt-2', number: 2 })];
  const asked = serve({ 'POST /api/tasks/task-1/attempts': () => ({ items: rows }) });
  const onStarted = open();
  const box = async (name: string) => screen.findByRole<HTMLInputElement>('checkbox', { name });
  expect((await box('Ada command')).checked).toBe(true);
  expect(screen.getByText('Choose at least two.')).not.toBeNull();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Run 1 agent' }).disabled).toBe(true);
  fireEvent.click(await box('Juno command'));
  fireEvent.click(screen.getByRole('button', { name: 'Run 2 agents' }));
  await waitFor(() => expect(onStarted).toHaveBeenCalledWith(rows));
  expect(asked.map(({ body }) => body)).toEqual([{ agent_ids: ['agent-1', 'agent-3'] }]);
});

test('more than run at once are said to wait', async () => {
  open();
  fireEvent.click(await screen.findByRole('checkbox', { name: 'Fern command' }));
  fireEvent.click(screen.getByRole('checkbox', { name: 'Juno command' }));
  expect(screen.getByText(/1 of them waits in the queue/)).not.toBeNull();
});

test.each([
  ['with one profile', [ada], projectRow()],
  ['in a team project', [ada, fern], projectRow({ workflow: 'team' })],
])('there is nothing to open %s', (_where, agents, project) => {
  open(agents, project);
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByRole('button', { name: 'Compare agents' }).getAttribute('aria-disabled')).toBe('true');
});
