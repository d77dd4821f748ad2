import type { AgentBudget } from '../platform/process/run-protocol/run-spec.js';
import type { AgentSpending } from './adapters/adapter.js';

/** Which budget is used up, in words; undefined when none is, or when nobody can tell. */
export function overBudget(usage: AgentSpending, { maxTokens, maxCostUsd }: AgentBudget): string | undefined {
  const tokens = (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0) + (usage.cacheWriteTokens ?? 0);
  if (maxTokens !== null && tokens >= maxTokens) return `${tokens} of ${maxTokens} tokens are used`;
  const { costUsd } = usage;
  if (maxCostUsd !== null && costUsd !== null && costUsd >= maxCostUsd) {
    return `${dollars(costUsd)} of ${dollars(maxCostUsd)} USD are spent`;
  }
  return undefined;
}

/** As many decimals as a small amount needs to be told from nothing. */
const dollars = (usd: number): string => usd.toFixed(usd > 0 && usd < 0.1 ? 4 : 2);
