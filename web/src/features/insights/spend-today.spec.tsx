import { jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import type { Insights } from '@/lib/api/types';
import { insightsRow } from '@/lib/testing/rows';
import { serve, withClient } from '@/lib/testing/serve';
import { staleSpend } from './api/stale-spend';
import SpendToday from './spend-today';

const today = (cost_usd: number | null, unknown_cost_runs = 0, budget: number | null = null): Insights =>
  insightsRow({
    today: {
      day: '2026-01-11',
      cost_usd,
      unknown_cost_runs,
      projects: [
        {
          project_id: 'project-1',
          project_name: 'Shop',
          cost_usd,
          unknown_cost_runs,
          max_cost_usd_per_day: budget,
        },
      ],
    },
  });

async function show(insights: Insights): Promise<string> {
  serve({ 'GET /api/insights': () => insights });
  render(<SpendToday projectId="project-1" />, withClient());
  return (await screen.findByRole('region', { name: 'Spent today' })).textContent;
}

test('shows what was spent of the budget of the day', async () => {
  expect(await show(today(8.42, 0, 25))).toBe('Spent today$8.42 / $25');
});

test('says by how much the budget is overspent', async () => {
  expect(await show(today(28.1, 0, 25))).toContain('$3.10 over the budget of the day');
});

test('never shows an unknown cost as nothing', async () => {
  expect(await show(today(null, 2, 25))).toBe('Spent todayUnknown / $252 runs of unknown cost');
});

test('a day without runs has cost nothing', async () => {
  expect(await show(today(null))).toBe('Spent today$0.00');
});

test('asks again when attempts change, at most every 15 seconds', async () => {
  jest.useFakeTimers({ now: new Date('2026-01-11T08:00:00') });
  try {
    const asked = serve({ 'GET /api/insights': () => today(1) });
    const { client, wrapper } = withClient();
    render(<SpendToday projectId="project-1" />, { wrapper });
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(asked).toHaveLength(1);
    for (let push = 0; push < 28; push++) {
      staleSpend(client, 'project-1');
      await act(() => jest.advanceTimersByTimeAsync(1_000));
    }
    expect(asked).toHaveLength(2);
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(asked).toHaveLength(3);
  } finally {
    jest.useRealTimers();
  }
});
