import type { AgentBudget } from '../../platform/process/run-protocol/run-spec.js';
import type { AgentAtStart, AttemptUsage } from '../attempt.entity.js';

interface ProjectBudgets {
  readonly max_tokens: number | null;
  readonly max_cost_usd: number | null;
  readonly max_cost_usd_per_day: number | null;
}

/** What agents of the attempt, and of its project today, used before this run. */
export interface SpentBefore {
  readonly usage: AttemptUsage | null;
  readonly todayUsd: number;
}

/** What is left for one agent run: of profile and project the stricter limit, less what earlier runs of the attempt took. */
export function agentBudget(
  { limits }: Pick<AgentAtStart, 'limits'>,
  budgets: ProjectBudgets,
  { usage, todayUsd }: SpentBefore,
): AgentBudget {
  const usedTokens =
    (usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0) + (usage?.cache_write_tokens ?? 0);
  const perAttempt = less(stricter(limits.max_cost_usd, budgets.max_cost_usd), usage?.cost_usd ?? 0);
  return {
    maxTurns: limits.max_turns ?? null,
    maxTokens: less(stricter(limits.max_tokens, budgets.max_tokens), usedTokens),
    maxCostUsd: stricter(perAttempt, less(budgets.max_cost_usd_per_day, todayUsd)),
  };
}

/** The smaller of two limits, of which null and undefined are none. */
export function stricter(a: number | null | undefined, b: number | null | undefined): number | null {
  const limits = [a, b].filter((limit) => typeof limit === 'number');
  return limits.length > 0 ? Math.min(...limits) : null;
}

const less = (limit: number | null, used: number): number | null =>
  limit === null ? null : Math.max(0, limit - used);
