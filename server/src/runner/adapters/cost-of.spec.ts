import { describe, expect, it } from '@jest/globals';
import { MODEL_PRICES } from '../../contracts/model-prices.js';
import { costOf } from './cost-of.js';

const tokens = { input: 1_000_000, output: 100_000, cacheRead: 10_000_000, cacheWrite: 200_000 };

describe('the cost of a request', () => {
  it('counts each kind of token at its price', () => {
    expect(costOf('claude-sonnet-4-5', tokens)).toBeCloseTo(3 + 1.5 + 3 + 0.75, 10);
  });

  it.each(['claude-sonnet-4-5-20250929', 'claude-sonnet-4-5-latest', 'claude-sonnet-4-5[1m]'])(
    'is that of its family for the version %s',
    (model) => expect(costOf(model, tokens)).toBe(costOf('claude-sonnet-4-5', tokens)),
  );

  it('is that of the model, not of one whose name begins alike', () => {
    expect(costOf('claude-opus-4-20250514', tokens)).not.toBe(costOf('claude-opus-4-5', tokens));
  });

  it('rises for the whole request when it is longer than the model takes at its usual price', () => {
    const request = { input: 50_000, output: 1_000, cacheRead: 50_000, cacheWrite: 0 };
    expect(costOf('claude-haiku-5-5', request)).toBeCloseTo(0.006, 10);
    expect(costOf('claude-haiku-5-5', { ...request, cacheWrite: 1 })).toBeCloseTo(0.030000625, 10);
  });

  it.each(['gpt-5', 'claude', 'claude-sonnet', 'claude-opus-4-55', ''])('is not known of %j', (model) =>
    expect(costOf(model, tokens)).toBeNull(),
  );

  it('has a table in which each model stands once and nothing is free', () => {
    expect(new Set(MODEL_PRICES.map(({ model }) => model)).size).toBe(MODEL_PRICES.length);
    for (const { input, output, cacheWrite, cacheRead } of MODEL_PRICES) {
      expect([cacheRead, input, cacheWrite, output]).toEqual(
        [cacheRead, input, cacheWrite, output].sort((a, b) => a - b),
      );
      expect(cacheRead).toBeGreaterThan(0);
    }
  });
});
