import type { SDKResultMessage } from '@anthropic-ai/claude-agent-sdk';
import { describe, expect, it } from '@jest/globals';
import { NOTHING_SPENT, Spending } from './spending.js';

const started = {
  input_tokens: 100,
  output_tokens: 1,
  cache_read_input_tokens: 30,
  cache_creation_input_tokens: 20,
};

const sums = (inputTokens: number, outputTokens: number, costUSD: number): SDKResultMessage => {
  const usage = { inputTokens, outputTokens, cacheReadInputTokens: 0, cacheCreationInputTokens: 0, costUSD };
  const models = { modelUsage: { 'a-model': usage }, total_cost_usd: costUSD };
  return models as unknown as SDKResultMessage; // all that is read of it
};

describe('what a run has spent', () => {
  it('counts a message once, however often and in how many parts it is told', () => {
    const spending = new Spending(NOTHING_SPENT);
    spending.count('one', started);
    spending.count('one', started);
    spending.count('one', { output_tokens: 50 });
    spending.count('one', started);
    spending.count('two', started);
    expect(spending.totals).toEqual({
      inputTokens: 200,
      outputTokens: 51,
      cacheReadTokens: 60,
      cacheWriteTokens: 40,
      costUsd: null,
    });
  });

  it('costs what its messages cost by the list, until Claude says it', () => {
    const spending = new Spending(NOTHING_SPENT);
    const million = { input_tokens: 1_000_000 };
    spending.count('one', million, 'claude-sonnet-4-5-20250929');
    spending.count('one', { output_tokens: 100_000 });
    expect(spending.totals.costUsd).toBeCloseTo(4.5);
    spending.settle(sums(1_000_000, 100_000, 5));
    expect(spending.totals.costUsd).toBe(5);
    spending.count('two', million, 'claude-sonnet-4-5');
    expect(spending.totals.costUsd).toBeCloseTo(8);
    spending.count('three', million, 'a-model-without-a-price');
    expect(spending.totals.costUsd).toBe(5);
  });

  it('takes the sums at the end of a turn, and goes on from there', () => {
    const spending = new Spending(NOTHING_SPENT);
    spending.count('one', started);
    spending.settle(sums(500, 60, 0.5));
    spending.count('two', started);
    expect(spending.totals).toMatchObject({ inputTokens: 600, outputTokens: 61, costUsd: 0.5 });
  });

  it('leaves out what an earlier run of the session spent', () => {
    const spending = new Spending({ ...NOTHING_SPENT, input: 400, output: 40, costUsd: 0.25 });
    spending.settle(sums(500, 60, 0.75));
    expect(spending.totals).toMatchObject({ inputTokens: 100, outputTokens: 20, costUsd: 0.5 });
  });

  it('keeps what it counted when a result has no sums', () => {
    const spending = new Spending(NOTHING_SPENT);
    spending.count('one', started);
    spending.settle({ ...sums(0, 0, 0), modelUsage: {} });
    expect(spending.totals).toMatchObject({ inputTokens: 100, costUsd: null });
  });
});
