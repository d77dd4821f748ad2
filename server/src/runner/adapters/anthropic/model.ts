import Anthropic, { APIError } from '@anthropic-ai/sdk';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentSession } from '../adapter.js';
import { NO_REFUSALS, oneMore, type Refusals } from '../refusals.js';
import { afterRefusal, type AfterRefusal } from './after-refusal.js';

export type ModelAnswer =
  | { readonly kind: 'message'; readonly message: Anthropic.Message }
  | { readonly kind: 'stopped' }
  | Exclude<AfterRefusal, { kind: 'again' }>;

/** Also a stream that says nothing for so long is cut. Thoughts can take minutes. */
const SILENCE_MS = 10 * 60_000;

/** The provider of the model: asks until there is an answer, or none is to be had. */
export class Model {
  private readonly client: Anthropic;

  constructor(
    credentials: Readonly<Record<string, string>>,
    private readonly session: AgentSession,
    /** Is told what a request used whose answer broke off: that is billed as well. */
    private readonly onBroken: (message: Anthropic.Message) => void,
  ) {
    // What is not given here the SDK takes from the environment and from files in the home.
    this.client = new Anthropic({
      apiKey: credentials['ANTHROPIC_API_KEY'] ?? '',
      authToken: null,
      webhookKey: null,
      baseURL: credentials['ANTHROPIC_BASE_URL'] || 'https://api.anthropic.com',
      logLevel: 'off',
      timeout: SILENCE_MS,
      // Its own retries would hide how long a rate limit lasts.
      maxRetries: 0,
    });
  }

  async ask(request: Anthropic.MessageStreamParams): Promise<ModelAnswer> {
    for (let refusals = NO_REFUSALS; ;) {
      const answer = await this.tryOnce(request, refusals);
      if (this.session.stopping.aborted) return { kind: 'stopped' };
      if (answer.kind !== 'again') return answer;
      refusals = oneMore(refusals, answer.isShown, Date.now());
      await this.wait(answer);
    }
  }

  private async tryOnce(
    request: Anthropic.MessageStreamParams,
    before: Refusals,
  ): Promise<ModelAnswer | AfterRefusal> {
    const silence = new AbortController();
    const signal = AbortSignal.any([this.session.stopping, silence.signal]);
    const timer = setTimeout(() => silence.abort(), SILENCE_MS);
    const stream = this.client.messages.stream(request, { signal });
    stream.on('streamEvent', () => timer.refresh());
    try {
      return { kind: 'message', message: await stream.finalMessage() };
    } catch (error) {
      if (stream.currentMessage) this.onBroken(stream.currentMessage);
      return afterRefusal(withCause(error), before, Date.now());
    } finally {
      clearTimeout(timer);
    }
  }

  private async wait({ at, isShown, message }: AfterRefusal & { kind: 'again' }): Promise<void> {
    if (isShown) return this.session.waitFor(at, message);
    const { stopping } = this.session;
    await sleep(Math.max(0, at - Date.now()), undefined, { signal: stopping }).catch(() => undefined);
  }
}

/** The SDK says only "Connection error." of a provider that cannot be reached. */
function withCause(error: unknown): unknown {
  if (!(error instanceof APIError) || error.status !== undefined || !(error.cause instanceof Error))
    return error;
  const { cause } = error.cause;
  const detail = cause instanceof Error ? cause.message : error.cause.message;
  return new Error(`The model's provider did not answer: ${detail}`, { cause: error });
}
