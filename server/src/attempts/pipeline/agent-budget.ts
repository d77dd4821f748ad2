import {
  overBudget,
  overDay,
  overTurns,
  type RunSpending,
  tokensOf,
} from '../../platform/process/run-protocol/over-budget.js';
import type { AgentBudget } from '../../platform/process/run-protocol/run-spec.js';
import type { AgentAtStart, AttemptUsage } from '../attempt.entity.js';
import type { RunEntity } from '../runs/run.entity.js';

interface ProjectBudgets {
  readonly max_tokens: number | null;
  readonly max_cost_usd: number | null;
  readonly max_cost_usd_per_day: number | null;
}

/** What counts when a run begins: the attempt's earlier run, and what the agents of its project cost today. */
export interface SpentBefore {
  readonly run: Pick<RunEntity, 'usage' | 'outcome'> | null;
  readonly todayUsd: number;
}

/** What an attempt may take, of profile and project the stricter limit, and how much of that is taken. */
export function agentBudget(
  { limits }: Pick<AgentAtStart, 'limits'>,
  budgets: ProjectBudgets,
  { run, todayUsd }: SpentBefore,
): AgentBudget {
  const spent = spendingOf(run?.usage ?? null);
  return {
    maxTurns: limits.max_turns ?? null,
    maxTokens: stricter(limits.max_tokens, budgets.max_tokens),
    maxCostUsd: stricter(limits.max_cost_usd, budgets.max_cost_usd),
    maxDayUsd: budgets.max_cost_usd_per_day,
    before: {
      turns: run?.outcome?.turns ?? 0,
      tokens: tokensOf(spent),
      costUsd: spent.costUsd ?? 0,
      dayUsd: todayUsd,
    },
  };
}

/** Why there is no use in beginning another run; undefined when there is. */
export const nothingLeft = (budget: AgentBudget): string | undefined =>
  overTurns(0, budget) ?? overBudget(spendingOf(null), budget);

/**
 * Why a run that is under way has to end; undefined when it may go on. The money of the day is shared with agents that
 * began later, so it is counted anew.
 */
export async function overBudgetNow(
  usage: AttemptUsage | null,
  budget: AgentBudget,
  costOfDay: () => Promise<number>,
): Promise<string | undefined> {
  const own = overBudget(spendingOf(usage), { ...budget, maxDayUsd: null });
  if (own !== undefined || budget.maxDayUsd === null) return own;
  return overDay(await costOfDay(), budget.maxDayUsd);
}

/** As an agent told it. */
const spendingOf = (usage: AttemptUsage | null): RunSpending => ({
  inputTokens: usage?.input_tokens ?? null,
  outputTokens: usage?.output_tokens ?? null,
  cacheWriteTokens: usage?.cache_write_tokens ?? null,
  costUsd: usage?.cost_usd ?? null,
});

/** The smaller of two limits, of which null and undefined are none. */
export function stricter(a: number | null | undefined, b: number | null | undefined): number | null {
  const limits = [a, b].filter((limit) => typeof limit === 'number');
  return limits.length > 0 ? Math.min(...limits) : null;
}
