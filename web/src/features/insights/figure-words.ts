import type { RunFigures } from '@/lib/api/types';
import { duration } from '@/lib/format/duration';
import { money } from '@/lib/format/quantity';

export const NONE = '–';

const DAY = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** A date without a time belongs to no zone: read and shown in UTC it stays what it is. */
export const dayWord = (day: string): string => DAY.format(new Date(day));

export const durationWord = (ms: number | null): string => (ms === null ? NONE : duration(ms));

/** Without those that do not say. */
export function knownCostWord({ cost_usd: cost, unknown_cost_runs: unknown }: RunFigures): string {
  if (cost !== null) return money(cost);
  return unknown > 0 ? 'Unknown' : NONE;
}

export function costWord(figures: RunFigures): string {
  const { cost_usd: cost, unknown_cost_runs: unknown } = figures;
  const known = knownCostWord(figures);
  return cost !== null && unknown > 0 ? `${known} and ${unknown} unknown` : known;
}

const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** Read and written together; null where no agent said. */
export function tokenCount({ input_tokens: read, output_tokens: written }: RunFigures): number | null {
  return read === null && written === null ? null : (read ?? 0) + (written ?? 0);
}

export const tokensWord = (figures: RunFigures): string => {
  const count = tokenCount(figures);
  return count === null ? NONE : COMPACT.format(count);
};

/** 0 to 100. */
export const firstPassRate = ({ first_pass: { runs, green } }: RunFigures): number | null =>
  runs === 0 ? null : Math.round((green / runs) * 100);

export function firstPassWord(figures: RunFigures): string {
  const rate = firstPassRate(figures);
  return rate === null ? NONE : `${rate} %`;
}

export const perMergeWord = ({ runs_per_merge: runs }: RunFigures): string =>
  runs === null ? NONE : runs.toFixed(1);
