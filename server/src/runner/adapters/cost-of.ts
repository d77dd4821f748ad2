import { MODEL_PRICES, type TokenPrices } from '../../contracts/model-prices.js';

/** Tokens of one request; `input` without what was read from a cache or written to one. */
export interface RequestTokens {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

const MILLION = 1_000_000;

/** In USD, by the list prices; null for a model that has none there. */
export function costOf(model: string, tokens: RequestTokens): number | null {
  const prices = pricesOf(model, tokens);
  if (prices === undefined) return null;
  const { input, output, cacheRead, cacheWrite } = tokens;
  const price =
    input * prices.input +
    output * prices.output +
    cacheRead * prices.cacheRead +
    cacheWrite * prices.cacheWrite;
  return price / MILLION;
}

function pricesOf(model: string, { input, cacheRead, cacheWrite }: RequestTokens): TokenPrices | undefined {
  const family = familyOf(model);
  const prices = MODEL_PRICES.find((entry) => entry.model === family);
  const long = prices?.longRequest;
  return long !== undefined && input + cacheRead + cacheWrite > long.above ? long : prices;
}

/** `claude-sonnet-4-5-20250929`, `claude-sonnet-4-5-latest` and `claude-sonnet-4-5[1m]` are `claude-sonnet-4-5`. */
export const familyOf = (model: string): string =>
  model.replace(/\[[^\]]*\]$/, '').replace(/-(\d{8}|latest|0)$/, '');
