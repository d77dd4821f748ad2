import { describe, expect, it } from '@jest/globals';
import { costLeft, overBudget, overTurns } from './over-budget.js';
import { NO_BUDGET } from './run-spec.js';

const USAGE = { inputTokens: 60, outputTokens: 30, cacheWriteTokens: 10, costUsd: 1.5 };
const NOTHING = { inputTokens: null, outputTokens: null, cacheWriteTokens: null, costUsd: null };
const BEFORE = { turns: 3, tokens: 1_000, costUsd: 2, dayUsd: 7 };
const LATER = { ...NO_BUDGET, before: BEFORE };
const DAY = 'USD that the agents of this project may cost in a day (UTC) are spent';

describe('the budget of a run', () => {
  it.each([
    [{ ...NO_BUDGET, maxTokens: 100 }, '100 of 100 tokens are used'],
    [{ ...NO_BUDGET, maxTokens: 101 }, undefined],
    [{ ...NO_BUDGET, maxCostUsd: 1.25 }, '1.50 of 1.25 USD are spent'],
    [{ ...NO_BUDGET, maxCostUsd: 1.51 }, undefined],
    [{ ...NO_BUDGET, maxDayUsd: 1 }, `1.50 of the 1.00 ${DAY}`],
    [NO_BUDGET, undefined],
    [{ ...LATER, maxTokens: 1_100 }, '1100 of 1100 tokens are used'],
    [{ ...LATER, maxTokens: 1_101 }, undefined],
    [{ ...LATER, maxCostUsd: 3.5 }, '3.50 of 3.50 USD are spent'],
    [{ ...LATER, maxCostUsd: 3.51 }, undefined],
    [{ ...LATER, maxDayUsd: 8.5 }, `8.50 of the 8.50 ${DAY}`],
    [{ ...LATER, maxDayUsd: 8.51 }, undefined],
  ])('%j says %j', (budget, words) => {
    expect(overBudget(USAGE, budget)).toBe(words);
  });

  it('is used up before a run begins by what was used before', () => {
    expect(overBudget(NOTHING, { ...LATER, maxTokens: 1_000 })).toBeDefined();
    expect(overBudget(NOTHING, { ...LATER, maxCostUsd: 2 })).toBeDefined();
    expect(overBudget(NOTHING, { ...LATER, maxDayUsd: 7 })).toBeDefined();
  });

  it('of nothing lets go on whoever costs nothing', () => {
    const free = { ...USAGE, costUsd: 0 };
    expect(overBudget(free, { ...NO_BUDGET, maxCostUsd: 0 })).toBeUndefined();
    expect(overBudget(USAGE, { ...NO_BUDGET, maxCostUsd: 0 })).toBeDefined();
  });

  it('tells a small amount from none', () => {
    const spent = { ...USAGE, costUsd: 0.002268 };
    expect(overBudget(spent, { ...NO_BUDGET, maxCostUsd: 0.002 })).toBe('0.0023 of 0.0020 USD are spent');
  });

  it.each([
    [{ ...NO_BUDGET, maxTurns: 2 }, 1, undefined],
    [{ ...NO_BUDGET, maxTurns: 2 }, 2, '2 turns, as many as it may take'],
    [{ ...LATER, maxTurns: 5 }, 1, undefined],
    [{ ...LATER, maxTurns: 5 }, 2, '5 turns, as many as it may take'],
    [{ ...LATER, maxTurns: 3 }, 0, '3 turns, as many as it may take'],
    [LATER, 1_000, undefined],
  ])('%j after %i turns says %j', (budget, turns, words) => {
    expect(overTurns(turns, budget)).toBe(words);
  });

  it.each([
    [LATER, null],
    [{ ...LATER, maxCostUsd: 5 }, 3],
    [{ ...LATER, maxCostUsd: 5, maxDayUsd: 8 }, 1],
    [{ ...LATER, maxDayUsd: 6 }, 0],
  ])('%j leaves %j USD', (budget, left) => {
    expect(costLeft(budget)).toBe(left);
  });
});
