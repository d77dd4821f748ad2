import type { Measurement, Target } from './figure.js';
import { median } from './statistics.js';

export interface Pair<Product, Limit> {
  readonly product: Product;
  readonly limit: Limit;
}

const PAIRS = 5;

/** Product, limit, product, limit …: what slows the machine down slows both. The first pair warms up and is not counted. */
export async function measurePairs<Product, Limit>(
  product: () => Promise<Product>,
  limit: () => Promise<Limit>,
  count = PAIRS,
): Promise<Pair<Product, Limit>[]> {
  const pairs: Pair<Product, Limit>[] = [];
  for (let pair = 0; pair <= count; pair++) pairs.push({ product: await product(), limit: await limit() });
  return pairs.slice(1);
}

/** The median of the pairs' ratios, and the medians of both sides. */
export function compare<Product, Limit>(
  pairs: readonly Pair<Product, Limit>[],
  { what, unit, target, product, limit }: Comparison<Product, Limit>,
): Measurement {
  const numbers = pairs.map((pair) => ({ product: product(pair.product), limit: limit(pair.limit) }));
  return {
    what,
    product: { value: median(numbers.map((pair) => pair.product)), unit },
    limit: { value: median(numbers.map((pair) => pair.limit)), unit },
    ratio: median(numbers.map((pair) => pair.product / pair.limit)),
    target,
  };
}

interface Comparison<Product, Limit> {
  readonly what: string;
  readonly unit: string;
  readonly target: Target | null;
  readonly product: (sample: Product) => number;
  readonly limit: (sample: Limit) => number;
}

/** How long it takes, in milliseconds. */
export async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}
