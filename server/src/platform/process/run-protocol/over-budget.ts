import type { AgentBudget } from './run-spec.js';

/** Of one run so far; null: the agent does not say. */
export interface RunSpending {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cacheWriteTokens: number | null;
  readonly costUsd: number | null;
}

/** Which budget is used up, in words; undefined when none is, or when nobody can tell. */
export function overBudget(
  spent: RunSpending,
  { maxTokens, maxCostUsd, maxDayUsd, before }: AgentBudget,
): string | undefined {
  const tokens = before.tokens + tokensOf(spent);
  if (isUsedUp(tokens, maxTokens)) return `${tokens} of ${maxTokens} tokens are used`;
  const run = spent.costUsd ?? 0;
  const cost = before.costUsd + run;
  if (isUsedUp(cost, maxCostUsd)) return `${dollars(cost)} of ${dollars(maxCostUsd)} USD are spent`;
  return overDay(before.dayUsd + run, maxDayUsd);
}

/** The same of the day alone; USD. */
export function overDay(dayUsd: number, maxDayUsd: number | null): string | undefined {
  if (!isUsedUp(dayUsd, maxDayUsd)) return undefined;
  return `${dollars(dayUsd)} of the ${dollars(maxDayUsd)} USD that the agents of this project may cost in a day (UTC) are spent`;
}

/** Why there is no turn after the `turns` that this run has begun; undefined when there is one. */
export function overTurns(turns: number, { maxTurns, before }: AgentBudget): string | undefined {
  if (!isUsedUp(before.turns + turns, maxTurns)) return undefined;
  return `${maxTurns} turns, as many as it may take`;
}

/** What this run may still cost, in USD; null: as much as it likes. */
export function costLeft({ maxCostUsd, maxDayUsd, before }: AgentBudget): number | null {
  const left = [
    ...(maxCostUsd === null ? [] : [maxCostUsd - before.costUsd]),
    ...(maxDayUsd === null ? [] : [maxDayUsd - before.dayUsd]),
  ];
  return left.length > 0 ? Math.max(0, Math.min(...left)) : null;
}

/** Input, output and what was written to the provider's cache; what was read from there does not count. */
export const tokensOf = ({
  inputTokens,
  outputTokens,
  cacheWriteTokens,
}: Omit<RunSpending, 'costUsd'>): number =>
  (inputTokens ?? 0) + (outputTokens ?? 0) + (cacheWriteTokens ?? 0);

/** Whoever may cost nothing, and does not, goes on. */
const isUsedUp = (used: number, limit: number | null): limit is number =>
  limit !== null && used > 0 && used >= limit;

/** As many decimals as a small amount needs to be told from nothing. */
const dollars = (usd: number): string => usd.toFixed(usd > 0 && usd < 0.1 ? 4 : 2);
