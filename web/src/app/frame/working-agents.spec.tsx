import { render, screen } from '@testing-library/react';
import { agentRow, latestAttemptRow, taskRow } from '@/lib/testing/rows';
import { WorkingAgents } from './working-agents';

const agents = new Map([['agent-1', agentRow()]]);
const working = (part: Parameters<typeof latestAttemptRow>[0]) =>
  taskRow({ latest_attempt: latestAttemptRow({ status: 'RUNNING', ...part }) });
const lines = () => screen.queryAllByRole('listitem').map(({ textContent }) => textContent);

test('each agent at work is named, with its card and what it does just now', () => {
  render(
    <WorkingAgents
      agentsById={agents}
      tasks={[
        working({ activity: 'Edits a.ts' }),
        { ...working({ id: 'attempt-2', agent_id: null, phase: 'gates' }), id: 'task-2', key: 'ANT-2' },
        { ...working({ id: 'attempt-3', status: 'REVIEW_READY' }), id: 'task-3', key: 'ANT-3' },
      ]}
    />,
  );
  expect(lines()).toHaveLength(2);
  expect(lines()[0]).toMatch(/Ada.*ANT-1 · Edits a\.ts/);
  expect(lines()[1]).toMatch(/Agent.*ANT-2 · Running gates/);
});

test('an agent that waits for a person does not look busy', () => {
  const needs_attention = { reason: 'permission', since: '2026-01-11T08:00:00Z', ref: 'request-1' } as const;
  const asking = { ...working({ activity: 'Edits a.ts' }), needs_attention };
  render(<WorkingAgents agentsById={agents} tasks={[asking]} />);
  expect(lines()).toEqual([expect.stringMatching(/ANT-1 · Asks for permission$/)]);
});

test('when nobody works that is said', () => {
  render(<WorkingAgents agentsById={agents} tasks={[taskRow(), working({ status: 'FAILED' })]} />);
  expect(screen.getByText('Nobody. Run a task.')).not.toBeNull();
  expect(lines()).toEqual([]);
});
