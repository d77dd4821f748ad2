import type { Stage } from './stage.js';

export interface Figure {
  /** The words of `npm run bench -- words` are looked for in it. */
  readonly name: string;
  /** What it is held against. */
  readonly limit: string;
  /** Throws when something broke; being slow is no error. */
  measure(stage: Stage): Promise<readonly Measurement[]>;
}

export interface Quantity {
  readonly value: number;
  readonly unit: string;
}

/** What must be at most, or at least, this much: the ratio, or the product's own quantity. */
export interface Target {
  readonly of: 'ratio' | 'product';
  readonly sign: '≤' | '≥';
  readonly bound: number;
}

/** One line of the table. */
export interface Measurement {
  readonly what: string;
  readonly product: Quantity;
  readonly limit: Quantity;
  readonly ratio: number;
  /** Null for what is only told. */
  readonly target: Target | null;
}

export const atMost = (bound: number, of: Target['of'] = 'ratio'): Target => ({ of, sign: '≤', bound });
export const atLeast = (bound: number, of: Target['of'] = 'ratio'): Target => ({ of, sign: '≥', bound });

export function isMet({ product, ratio, target }: Measurement): boolean {
  if (target === null) return true;
  const value = target.of === 'ratio' ? ratio : product.value;
  return target.sign === '≤' ? value <= target.bound : value >= target.bound;
}
