import type Anthropic from '@anthropic-ai/sdk';
import type { AgentSpending } from '../adapter.js';
import { costOf, type RequestTokens } from '../cost-of.js';

/** What all requests of a run used together. */
export class Spending {
  private readonly tokens = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
  private costUsd: number | null = 0;
  /** Of the last request with its answer. */
  contextTokens = 0;
  /** Whether the total was told as it is now. */
  isTold = false;

  constructor(private readonly model: string) {}

  add({ model, usage }: Pick<Anthropic.Message, 'model' | 'usage'>): void {
    const used = tokensOf(usage);
    for (const kind of ['input', 'output', 'cacheRead', 'cacheWrite'] as const)
      this.tokens[kind] += used[kind];
    // A provider may call the model by a name of its own.
    const cost = costOf(model, used) ?? costOf(this.model, used);
    this.costUsd = cost === null || this.costUsd === null ? null : this.costUsd + cost;
    this.contextTokens = used.input + used.output + used.cacheRead + used.cacheWrite;
    this.isTold = false;
  }

  get total(): AgentSpending {
    const { input, output, cacheRead, cacheWrite } = this.tokens;
    return {
      inputTokens: input,
      outputTokens: output,
      cacheReadTokens: cacheRead,
      cacheWriteTokens: cacheWrite,
      costUsd: this.costUsd,
    };
  }
}

const tokensOf = (usage: Anthropic.Usage): RequestTokens => ({
  input: usage.input_tokens,
  output: usage.output_tokens,
  cacheRead: usage.cache_read_input_tokens ?? 0,
  cacheWrite: usage.cache_creation_input_tokens ?? 0,
});
