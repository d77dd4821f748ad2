import type { SDKResultMessage } from '@anthropic-ai/claude-agent-sdk';
import type { AgentSpending } from '../adapter.js';
import { costOf } from '../cost-of.js';

/** As the Messages API says it; a later word on the same message may leave out what it does not change. */
interface MessageUsage {
  readonly input_tokens?: number | null;
  readonly output_tokens?: number | null;
  readonly cache_read_input_tokens?: number | null;
  readonly cache_creation_input_tokens?: number | null;
}

export interface Spent {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly costUsd: number;
}

export const NOTHING_SPENT: Spent = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, costUsd: 0 };

/**
 * What this run used: counted message by message, at list prices, and put right by Claude's own sums at the end of each
 * turn.
 */
export class Spending {
  private readonly messages = new Map<string, Spent>();
  private readonly models = new Map<string, string>();
  private settled = NOTHING_SPENT;
  private settledUsd: number | null = null;

  /** Claude's sums go on in a resumed session: `before` is what they began with. */
  constructor(private readonly before: Spent) {}

  /** Claude repeats a message's usage with each of its parts, of which not all name the model. */
  count(messageId: string, usage: MessageUsage, model?: string): void {
    if (model !== undefined) this.models.set(messageId, model);
    const known = this.messages.get(messageId) ?? NOTHING_SPENT;
    this.messages.set(messageId, {
      input: usage.input_tokens ?? known.input,
      output: Math.max(usage.output_tokens ?? 0, known.output),
      cacheRead: usage.cache_read_input_tokens ?? known.cacheRead,
      cacheWrite: usage.cache_creation_input_tokens ?? known.cacheWrite,
      costUsd: 0,
    });
  }

  settle({ modelUsage, total_cost_usd: costUsd }: SDKResultMessage): void {
    const models = Object.values(modelUsage).map((usage) => ({
      input: usage.inputTokens,
      output: usage.outputTokens,
      cacheRead: usage.cacheReadInputTokens,
      cacheWrite: usage.cacheCreationInputTokens,
      costUsd: usage.costUSD,
    }));
    if (models.length === 0) return; // a result of something that went wrong has no sums
    this.settled = minus(sum(models), this.before);
    this.settledUsd = Math.max(0, costUsd - this.before.costUsd);
    this.messages.clear();
    this.models.clear();
  }

  get totals(): AgentSpending {
    const { input, output, cacheRead, cacheWrite } = sum([this.settled, ...this.messages.values()]);
    return {
      inputTokens: input,
      outputTokens: output,
      cacheReadTokens: cacheRead,
      cacheWriteTokens: cacheWrite,
      costUsd: this.costUsd,
    };
  }

  /** Of messages without a price only Claude knows, and only later, what they cost. */
  private get costUsd(): number | null {
    if (this.messages.size === 0) return this.settledUsd;
    const costs = [...this.messages].map(([id, tokens]) => costOf(this.models.get(id) ?? '', tokens));
    const known = costs.filter((cost) => cost !== null);
    if (known.length < costs.length) return this.settledUsd;
    return known.reduce((one, other) => one + other, this.settledUsd ?? 0);
  }
}

export const sum = (parts: readonly Spent[]): Spent => combine(parts, (one, other) => one + other);

const minus = (whole: Spent, part: Spent): Spent =>
  combine([whole, part], (one, other) => Math.max(0, one - other));

const combine = (parts: readonly Spent[], how: (one: number, other: number) => number): Spent =>
  parts.slice(1).reduce(
    (one, other) => ({
      input: how(one.input, other.input),
      output: how(one.output, other.output),
      cacheRead: how(one.cacheRead, other.cacheRead),
      cacheWrite: how(one.cacheWrite, other.cacheWrite),
      costUsd: how(one.costUsd, other.costUsd),
    }),
    parts[0] ?? NOTHING_SPENT,
  );
