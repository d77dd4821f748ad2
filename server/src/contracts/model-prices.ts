/** USD for a million tokens. */
export interface TokenPrices {
  readonly input: number;
  readonly output: number;
  /** Kept for five minutes. */
  readonly cacheWrite: number;
  readonly cacheRead: number;
}

export interface ModelPrices extends TokenPrices {
  /** Without the date of a version. */
  readonly model: string;
  /** For a whole request whose input, cached or not, is longer than `above` tokens. */
  readonly longRequest?: TokenPrices & { readonly above: number };
}

/**
 * List prices of the Claude API as of 2026-11-22, without discounts, batches or fast mode.
 * Source: https://platform.claude.com/docs/en/about-claude/pricing
 */
export const MODEL_PRICES: readonly ModelPrices[] = [
  { model: 'claude-fable-5-2', input: 8, output: 40, cacheWrite: 10, cacheRead: 0.2 },
  { model: 'claude-fable-5-1', input: 10, output: 50, cacheWrite: 12.5, cacheRead: 0.25 },
  { model: 'claude-mythos-5-1', input: 10, output: 50, cacheWrite: 12.5, cacheRead: 0.25 },
  { model: 'claude-fable-5', input: 10, output: 50, cacheWrite: 12.5, cacheRead: 1 },
  { model: 'claude-mythos-5', input: 10, output: 50, cacheWrite: 12.5, cacheRead: 1 },
  { model: 'claude-opus-5-5', input: 4, output: 20, cacheWrite: 5, cacheRead: 0.2 },
  { model: 'claude-opus-5', input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 },
  { model: 'claude-opus-4-8', input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 },
  { model: 'claude-opus-4-7', input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 },
  { model: 'claude-opus-4-6', input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 },
  { model: 'claude-opus-4-5', input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 },
  { model: 'claude-opus-4-1', input: 15, output: 75, cacheWrite: 18.75, cacheRead: 1.5 },
  { model: 'claude-opus-4', input: 15, output: 75, cacheWrite: 18.75, cacheRead: 1.5 },
  { model: 'claude-sonnet-5-5', input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.1 },
  { model: 'claude-sonnet-5', input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.2 },
  { model: 'claude-sonnet-4-6', input: 3, output: 15, cacheWrite: 3.75, cacheRead: 0.3 },
  { model: 'claude-sonnet-4-5', input: 3, output: 15, cacheWrite: 3.75, cacheRead: 0.3 },
  { model: 'claude-sonnet-4', input: 3, output: 15, cacheWrite: 3.75, cacheRead: 0.3 },
  {
    model: 'claude-haiku-5-5',
    ...{ input: 0.1, output: 0.5, cacheWrite: 0.125, cacheRead: 0.01 },
    longRequest: { above: 100_000, input: 0.5, output: 2.5, cacheWrite: 0.625, cacheRead: 0.05 },
  },
  { model: 'claude-haiku-4-5', input: 1, output: 5, cacheWrite: 1.25, cacheRead: 0.1 },
  { model: 'claude-3-5-haiku', input: 0.8, output: 4, cacheWrite: 1, cacheRead: 0.08 },
];
