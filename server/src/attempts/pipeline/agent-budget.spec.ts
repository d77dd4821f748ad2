import { describe, expect, it } from '@jest/globals';
import { agentBudget } from './agent-budget.js';

const NOTHING = { usage: null, todayUsd: 0 };
const FREE = { max_tokens: null, max_cost_usd: null, max_cost_usd_per_day: null };

describe('the budget of an agent run', () => {
  it('has no limit where neither profile nor project sets one', () => {
    expect(agentBudget({ limits: {} }, FREE, NOTHING)).toEqual({
      maxTurns: null,
      maxTokens: null,
      maxCostUsd: null,
    });
  });

  it('is the stricter of profile and project', () => {
    const limits = { max_turns: 3, max_tokens: 1_000, max_cost_usd: 5 };
    const budgets = { max_tokens: 2_000, max_cost_usd: 1, max_cost_usd_per_day: null };
    expect(agentBudget({ limits }, budgets, NOTHING)).toEqual({
      maxTurns: 3,
      maxTokens: 1_000,
      maxCostUsd: 1,
    });
  });

  it('is what earlier runs of the attempt left, and never below nothing', () => {
    const usage = {
      input_tokens: 600,
      output_tokens: 300,
      cache_write_tokens: 50,
      cache_read_tokens: 9_000,
      cost_usd: 2,
    };
    const budgets = { max_tokens: 1_000, max_cost_usd: 1, max_cost_usd_per_day: null };
    expect(agentBudget({ limits: {} }, budgets, { usage, todayUsd: 0 })).toMatchObject({
      maxTokens: 50,
      maxCostUsd: 0,
    });
  });

  it('is what the project may still spend today', () => {
    const budgets = { ...FREE, max_cost_usd: 4, max_cost_usd_per_day: 10 };
    expect(agentBudget({ limits: {} }, budgets, { usage: null, todayUsd: 7.5 }).maxCostUsd).toBe(2.5);
    expect(agentBudget({ limits: {} }, budgets, { usage: null, todayUsd: 1 }).maxCostUsd).toBe(4);
  });
});
