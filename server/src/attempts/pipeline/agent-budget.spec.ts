import { describe, expect, it } from '@jest/globals';
import { NO_BUDGET } from '../../platform/process/run-protocol/run-spec.js';
import { agentBudget, nothingLeft } from './agent-budget.js';

const FIRST = { run: null, todayUsd: 0 };
const FREE = { max_tokens: null, max_cost_usd: null, max_cost_usd_per_day: null };
const LOST = {
  usage: {
    input_tokens: 600,
    output_tokens: 300,
    cache_write_tokens: 50,
    cache_read_tokens: 9_000,
    cost_usd: 2,
  },
  outcome: { steps: {}, reason: null, turns: 4 },
};

describe('the budget of an agent run', () => {
  it('has no limit where neither profile nor project sets one', () => {
    expect(agentBudget({ limits: {} }, FREE, FIRST)).toEqual(NO_BUDGET);
  });

  it('is the stricter of profile and project', () => {
    const limits = { max_turns: 3, max_tokens: 1_000, max_cost_usd: 5 };
    const budgets = { max_tokens: 2_000, max_cost_usd: 1, max_cost_usd_per_day: 8 };
    expect(agentBudget({ limits }, budgets, FIRST)).toEqual({
      ...NO_BUDGET,
      maxTurns: 3,
      maxTokens: 1_000,
      maxCostUsd: 1,
      maxDayUsd: 8,
    });
  });

  it('counts what an earlier run of the attempt took, and the day', () => {
    expect(agentBudget({ limits: {} }, FREE, { run: LOST, todayUsd: 7 }).before).toEqual({
      turns: 4,
      tokens: 950,
      costUsd: 2,
      dayUsd: 7,
    });
  });

  it.each([
    [{ max_turns: 4 }, FREE, '4 turns'],
    [{ max_turns: 5 }, FREE, undefined],
    [{ max_tokens: 950 }, FREE, '950 of 950 tokens'],
    [{ max_cost_usd: 2 }, FREE, '2.00 of 2.00 USD'],
    [{}, { ...FREE, max_cost_usd_per_day: 7 }, 'in a day'],
    [{}, { ...FREE, max_cost_usd_per_day: 7.5 }, undefined],
  ])('with the limits %j and %j leaves a second run nothing: %j', (limits, budgets, words) => {
    const said = nothingLeft(agentBudget({ limits }, budgets, { run: LOST, todayUsd: 7 }));
    if (words === undefined) expect(said).toBeUndefined();
    else expect(said).toContain(words);
  });
});
