import type { PromptResponse, SessionUpdate } from '@agentclientprotocol/sdk';
import * as z from 'zod/mini';
import type { AgentSession, AgentSpending } from '../adapter.js';

const amount = z.optional(z.nullable(z.number().check(z.nonnegative())));
/** The protocol's draft, which some agents send already. */
const promptUsage = z.object({
  inputTokens: amount,
  outputTokens: amount,
  cachedReadTokens: amount,
  cachedWriteTokens: amount,
});
const atPromptEnd = z.object({ usage: promptUsage });
const atEachCall = z.object({ _meta: z.object({ usage: promptUsage }) });
/** Gemini CLI's; what came from its cache is in the input. */
const quota = z.object({
  _meta: z.object({
    quota: z.object({ token_count: z.object({ input_tokens: amount, output_tokens: amount }) }),
  }),
});

type Tokens = Omit<AgentSpending, 'costUsd'>;

/** Adds up what an agent tells of tokens and costs, wherever it tells it. */
export class Spending {
  private tokens: Tokens | undefined;
  private costUsd: number | null = null;
  /** Of the session before this run; undefined: not known. */
  private costBefore: number | undefined = 0;
  private saysAtEachCall = false;
  private hasBegun = false;

  constructor(
    private readonly session: AgentSession,
    private readonly promptUsage: 'of the prompt' | 'of the last call',
  ) {}

  /** From now on it is this run's. */
  begin(isLoaded: boolean): void {
    this.hasBegun = true;
    if (isLoaded) this.costBefore = this.costUsd ?? undefined;
    this.costUsd = null;
  }

  async take(update: SessionUpdate): Promise<void> {
    if (update.sessionUpdate === 'usage_update') {
      const { cost } = update;
      if (cost?.currency === 'USD') await this.costs(cost.amount);
      return;
    }
    const call = atEachCall.safeParse(update);
    if (!this.hasBegun || !call.success) return;
    this.saysAtEachCall = true;
    await this.add(withoutCached(toTokens(call.data._meta.usage)));
  }

  async promptEnded(response: PromptResponse): Promise<void> {
    if (this.saysAtEachCall) return;
    const usage = atPromptEnd.safeParse(response);
    if (usage.success) {
      if (this.promptUsage === 'of the prompt') await this.add(toTokens(usage.data.usage));
      return;
    }
    const counted = quota.safeParse(response);
    if (!counted.success) return;
    const { input_tokens, output_tokens } = counted.data._meta.quota.token_count;
    await this.add(toTokens({ inputTokens: input_tokens, outputTokens: output_tokens }));
  }

  private async costs(total: number): Promise<void> {
    if (!this.hasBegun) {
      this.costUsd = total;
      return;
    }
    if (this.costBefore === undefined) return;
    this.costUsd = total - this.costBefore;
    await this.tell();
  }

  private async add(tokens: Tokens): Promise<void> {
    const before = this.tokens;
    this.tokens = before === undefined ? tokens : sumOf(before, tokens);
    await this.tell();
  }

  private tell(): Promise<void> {
    return this.session.spent({ ...(this.tokens ?? UNKNOWN), costUsd: this.costUsd });
  }
}

const UNKNOWN: Tokens = {
  inputTokens: null,
  outputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
};

const toTokens = (usage: z.infer<typeof promptUsage>): Tokens => ({
  inputTokens: usage.inputTokens ?? null,
  outputTokens: usage.outputTokens ?? null,
  cacheReadTokens: usage.cachedReadTokens ?? null,
  cacheWriteTokens: usage.cachedWriteTokens ?? null,
});

/** Qwen Code passes on what OpenAI's API says, where cached input is a part of the input. */
const withoutCached = (tokens: Tokens): Tokens =>
  tokens.inputTokens === null
    ? tokens
    : { ...tokens, inputTokens: tokens.inputTokens - (tokens.cacheReadTokens ?? 0) };

const sumOf = (a: Tokens, b: Tokens): Tokens => ({
  inputTokens: plus(a.inputTokens, b.inputTokens),
  outputTokens: plus(a.outputTokens, b.outputTokens),
  cacheReadTokens: plus(a.cacheReadTokens, b.cacheReadTokens),
  cacheWriteTokens: plus(a.cacheWriteTokens, b.cacheWriteTokens),
});

const plus = (a: number | null, b: number | null): number | null =>
  a === null && b === null ? null : (a ?? 0) + (b ?? 0);
