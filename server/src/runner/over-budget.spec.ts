import { expect, it } from '@jest/globals';
import { overBudget } from './over-budget.js';

const USAGE = { inputTokens: 60, outputTokens: 30, cacheReadTokens: 500, cacheWriteTokens: 10, costUsd: 1.5 };
const NONE = { maxTurns: null, maxTokens: null, maxCostUsd: null };

it.each([
  [{ ...NONE, maxTokens: 100 }, '100 of 100 tokens are used'],
  [{ ...NONE, maxTokens: 101 }, undefined],
  [{ ...NONE, maxCostUsd: 1.25 }, '1.50 of 1.25 USD are spent'],
  [{ ...NONE, maxCostUsd: 1.51 }, undefined],
  [NONE, undefined],
])('with the budget %j says %j', (budget, words) => {
  expect(overBudget(USAGE, budget)).toBe(words);
});

it('tells a small budget from none', () => {
  const spent = { ...USAGE, costUsd: 0.002268 };
  expect(overBudget(spent, { ...NONE, maxCostUsd: 0.002 })).toBe('0.0023 of 0.0020 USD are spent');
});
