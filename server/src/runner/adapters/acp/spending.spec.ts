import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PromptResponse, SessionUpdate } from '@agentclientprotocol/sdk';
import type { AgentSession, AgentSpending } from '../adapter.js';
import { Spending } from './spending.js';

const UNKNOWN = { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null };
const ended = (said: object) => ({ stopReason: 'end_turn', ...said }) as PromptResponse;
const costs = (amount: number): SessionUpdate => ({
  sessionUpdate: 'usage_update',
  used: 1,
  size: 2,
  cost: { amount, currency: 'USD' },
});
const call = (inputTokens: number, cachedReadTokens: number): SessionUpdate => ({
  sessionUpdate: 'agent_message_chunk',
  content: { type: 'text', text: '' },
  _meta: { usage: { inputTokens, outputTokens: 5, cachedReadTokens } },
});

describe('what was spent', () => {
  let told: AgentSpending[];
  const session = {
    spent: (usage: AgentSpending) => {
      told.push(usage);
      return Promise.resolve();
    },
  } as AgentSession;
  beforeEach(() => {
    told = [];
  });

  function begun(isLoaded = false, usage: 'of the prompt' | 'of the last call' = 'of the prompt'): Spending {
    const spending = new Spending(session, usage);
    spending.begin(isLoaded);
    return spending;
  }

  it('is added up over prompts', async () => {
    const spending = begun();
    const usage = { inputTokens: 70, outputTokens: 50, cachedReadTokens: 30 };
    await spending.promptEnded(ended({ usage }));
    await spending.promptEnded(ended({ usage }));
    expect(told.at(-1)).toEqual({
      inputTokens: 140,
      outputTokens: 100,
      cacheReadTokens: 60,
      cacheWriteTokens: null,
      costUsd: null,
    });
  });

  it('is told after each call of the model, without what came from the cache', async () => {
    const spending = begun();
    await spending.take(call(100, 30));
    await spending.take(call(200, 150));
    await spending.promptEnded(ended({ usage: { inputTokens: 9, outputTokens: 9 } }));
    expect(told.map(({ inputTokens, cacheReadTokens }) => [inputTokens, cacheReadTokens])).toEqual([
      [70, 30],
      [120, 180],
    ]);
  });

  it("is read from Gemini CLI's quota", async () => {
    await begun().promptEnded(
      ended({ _meta: { quota: { token_count: { input_tokens: 300, output_tokens: 150 } } } }),
    );
    expect(told).toEqual([{ ...UNKNOWN, inputTokens: 300, outputTokens: 150, costUsd: null }]);
  });

  it('is not known, rather than nothing, where an agent does not say', async () => {
    await begun().promptEnded(ended({}));
    await begun().promptEnded(ended({ usage: null, _meta: { quota: { token_count: null } } }));
    await begun(false, 'of the last call').promptEnded(ended({ usage: { inputTokens: 1, outputTokens: 1 } }));
    expect(told).toEqual([]);
  });

  it('does not count what a session cost before', async () => {
    const spending = new Spending(session, 'of the prompt');
    await spending.take(costs(2));
    await spending.take(call(100, 0));
    spending.begin(true);
    expect(told).toEqual([]);
    await spending.take(costs(2.5));
    expect(told).toEqual([{ ...UNKNOWN, costUsd: 0.5 }]);
    await begun(true).take(costs(3));
    expect(told).toHaveLength(1);
  });
});
