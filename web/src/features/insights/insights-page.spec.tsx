import { fireEvent, render, screen, within } from '@testing-library/react';
import type { Insights } from '@/lib/api/types';
import { figuresRow, insightsRow, projectRow } from '@/lib/testing/rows';
import { serve, withClient } from '@/lib/testing/serve';
import { InsightsPage } from './insights-page';

const busy = figuresRow({
  runs: 3,
  outcomes: { ...figuresRow().outcomes, merged: 2, failed: 1 },
  failures: [{ reason: 'agent_timeout', runs: 1 }],
  duration: { median_ms: 61_000, p90_ms: 90_000, total_ms: 180_000 },
  cost_usd: 1.5,
  unknown_cost_runs: 1,
  first_pass: { runs: 2, green: 1 },
});

const insights = insightsRow({
  totals: busy,
  before: figuresRow({ runs: 5 }),
  days: [
    { day: '2026-01-10', ...busy },
    { day: '2026-01-11', ...figuresRow() },
  ],
  agents: [{ agent_id: null, agent_name: 'Ada', ...busy }],
  projects: [{ project_id: 'project-1', project_name: 'Shop', ...busy }],
});

function show(answer: Insights) {
  const asked = serve({ 'GET /api/insights': () => answer });
  const nothing = () => undefined;
  render(
    <InsightsPage project={projectRow()} days={14} ofAll={false} onDays={nothing} onOfAll={nothing} />,
    withClient(),
  );
  return asked;
}

const rowsOf = (table: HTMLElement): string[][] =>
  within(table)
    .getAllByRole('row')
    .map((row) => Array.from(row.children, (cell) => cell.textContent));

test('a period without runs says so, and that there were some before', async () => {
  show(insightsRow({ before: figuresRow({ runs: 4 }) }));
  expect(await screen.findByRole('heading', { name: 'No runs in 2 days' })).not.toBeNull();
  expect(screen.getByText(/4 runs in the time before/)).not.toBeNull();
});

test('every chart has its figures as a table, in words', async () => {
  show(insights);
  const table = await screen.findByRole('table', { name: 'Runs by outcome by day' });
  expect(rowsOf(table)).toEqual([
    ['Day', 'Runs', 'Merged', 'Failed'],
    ['Jan 10', '3', '2', '1'],
    ['Jan 11', '0', '0', '0'],
  ]);
  expect(rowsOf(screen.getByRole('table', { name: 'Cost by day' }))).toEqual([
    ['Day', 'Cost', 'Tokens'],
    ['Jan 10', '$1.50 and 1 unknown', '–'],
    ['Jan 11', '–', '–'],
  ]);
  expect(rowsOf(screen.getByRole('table', { name: 'Time of a run by day' }))[1]).toEqual([
    'Jan 10',
    '1 m 1 s',
    '1 m 30 s',
    '3 m 0 s',
  ]);
});

test('a chart gives way to its table on request', async () => {
  show(insights);
  const card = await screen.findByRole('region', { name: 'Runs by outcome' });
  expect(within(card).queryByRole('region')).toBeNull();
  expect(card.querySelector('svg')).not.toBeNull();
  fireEvent.click(within(card).getByRole('button', { name: 'Runs by outcome as a table' }));
  expect(within(card).getByRole('region', { name: 'Runs by outcome by day' })).not.toBeNull();
  expect(card.querySelector('svg')).toBeNull();
});

test('totals are compared with the period before, agents and reasons are named', async () => {
  const asked = show(insights);
  expect((await screen.findByText('▼ down from 5')).parentElement?.textContent).toBe('3▼ down from 5');
  expect(rowsOf(screen.getByRole('table', { name: 'By agent' }))[1]?.slice(0, 5)).toEqual([
    'Ada (deleted)',
    '3',
    '2',
    '1',
    '50 %',
  ]);
  expect(rowsOf(screen.getByRole('table', { name: 'By project' }))[1]?.slice(0, 3)).toEqual([
    'Shop',
    '3',
    '2',
  ]);
  expect(screen.getByText('The agent ran out of time')).not.toBeNull();
  expect(asked[0]?.route).toMatch(/days=14&tz=.+&project_id=project-1/);
});
