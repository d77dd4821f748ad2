import type {
  Query,
  SDKAPIRetryMessage,
  SDKAssistantMessage,
  SDKAssistantMessageError,
  SDKMessage,
  SDKPartialAssistantMessage,
  SDKResultMessage,
  SDKUserMessage,
} from '@anthropic-ai/claude-agent-sdk';
import type { AgentResult } from '../../../platform/process/run-protocol/run-record.js';
import type { AgentSession } from '../adapter.js';
import { comeBackAt, NO_REFUSALS, oneMore } from '../refusals.js';
import { failed, outcomeOf, REFUSED_KEYS } from './outcome.js';
import type { Permissions } from './permissions.js';
import type { PromptStream } from './prompt-stream.js';
import type { Spending } from './spending.js';
import { ToolCalls } from './tool-calls.js';

const GO_ON = 'The rate limit is over. Go on with your work where it was interrupted.';
const STOPPED = failed('agent_failed', 'The agent was stopped.');

export interface ConversationParts {
  readonly query: Query;
  readonly prompt: PromptStream;
  readonly permissions: Permissions;
  readonly spending: Spending;
  readonly session: AgentSession;
  readonly runId: string;
  /** When the provider takes requests again (milliseconds since the epoch), if somebody heard it. */
  readonly limitedUntil: () => number | undefined;
}

/** Follows what Claude says from its first message to its result. */
export class Conversation {
  private readonly tools = new ToolCalls();
  private sessionId: string | undefined;
  /** Of the model's message that is being streamed. */
  private messageId: string | undefined;
  /** Of the last turn of the main thread. */
  private turnId: string | undefined;
  private lastError: SDKAssistantMessageError | undefined;
  /** When the limit of a subscription ends (milliseconds since the epoch). */
  private limitedUntil: number | undefined;
  private refusals = NO_REFUSALS;

  private readonly session: AgentSession;

  constructor(private readonly parts: ConversationParts) {
    this.session = parts.session;
  }

  async run(): Promise<AgentResult> {
    this.session.stopping.addEventListener('abort', this.interrupt, { once: true });
    if (this.session.stopping.aborted) this.interrupt();
    try {
      for await (const message of this.parts.query) {
        const result = await this.take(message);
        if (result) return result;
      }
      return failed('agent_failed', 'Claude ended without a result.');
    } catch (error) {
      if (this.session.stopping.aborted) return STOPPED;
      return failed('agent_failed', error instanceof Error ? error.message : String(error));
    } finally {
      this.session.stopping.removeEventListener('abort', this.interrupt);
      this.parts.prompt.close();
    }
  }

  /** Resolves to how the run ended, once it has. */
  private async take(message: SDKMessage): Promise<AgentResult | undefined> {
    switch (message.type) {
      case 'system':
        if (message.subtype === 'init') await this.noteSession(message.session_id);
        return message.subtype === 'api_retry' ? this.retried(message) : undefined;
      case 'stream_event':
        await this.count(message);
        return undefined;
      case 'assistant':
        await this.said(message);
        return undefined;
      case 'user':
        await this.returned(message);
        return undefined;
      case 'rate_limit_event': {
        const { status, resetsAt } = message.rate_limit_info;
        if (status === 'rejected' && resetsAt !== undefined) this.limitedUntil = resetsAt * 1000;
        return undefined;
      }
      case 'result':
        return this.ended(message);
      default:
        return undefined;
    }
  }

  private async noteSession(sessionId: string): Promise<void> {
    if (this.sessionId === sessionId) return;
    this.sessionId = sessionId;
    await this.session.resumable(sessionId);
  }

  /** Claude would try a refused key for minutes; what it waits for with a reason is shown. */
  private async retried(retry: SDKAPIRetryMessage): Promise<AgentResult | undefined> {
    const { error, error_status: status, retry_delay_ms: delayMs, attempt, max_retries: most } = retry;
    if (REFUSED_KEYS.has(error)) {
      this.interrupt();
      return failed('auth_failed', `The provider refused the key (${status ?? error}).`);
    }
    if (error === 'rate_limit') {
      await this.session.waitFor(Date.now() + delayMs, 'The provider allows no more requests for now.');
      return undefined;
    }
    const said = status === null ? 'no answer' : `${status} ${error}`;
    await this.warn(`The provider gave ${said}: attempt ${attempt} of ${most} failed.`);
    return undefined;
  }

  /** Only the stream of the main thread says how many tokens a message took in the end. */
  private async count({ event, parent_tool_use_id: parent }: SDKPartialAssistantMessage): Promise<void> {
    if (parent !== null) return;
    if (event.type === 'message_start') {
      this.messageId = event.message.id;
      this.parts.spending.count(event.message.id, event.message.usage, event.message.model);
    } else if (event.type === 'message_delta' && this.messageId !== undefined) {
      this.parts.spending.count(this.messageId, event.usage);
      await this.session.spent(this.parts.spending.totals);
    }
  }

  private async said(message: SDKAssistantMessage): Promise<void> {
    const { parent_tool_use_id: parent } = message;
    const { id, content, usage, model } = message.message;
    this.lastError = message.error;
    if (message.error !== undefined) return; // Claude's own words about a failed request
    this.refusals = NO_REFUSALS;
    this.parts.spending.count(id, usage, model);
    if (parent === null && this.turnId !== id) {
      this.turnId = id;
      this.session.turnBegan();
    }
    for (const block of content) {
      if (block.type === 'text') await this.tell(block.text, parent);
      else if (block.type === 'tool_use') await this.session.report(this.tools.begin(block, parent));
    }
  }

  private async returned({ message }: SDKUserMessage): Promise<void> {
    if (typeof message.content === 'string') return;
    for (const block of message.content) {
      if (block.type !== 'tool_result') continue;
      const event = this.tools.end(block, this.parts.permissions.hasDenied(block.tool_use_id));
      if (event) await this.session.report(event);
    }
  }

  private async ended(result: SDKResultMessage): Promise<AgentResult | undefined> {
    this.parts.spending.settle(result);
    await this.session.spent(this.parts.spending.totals);
    if (result.subtype === 'error_max_turns') this.session.turnBegan(); // the one that Claude did not begin
    if (this.session.stopping.aborted) return STOPPED;
    const { acceptedPlan } = this.parts.permissions;
    if (acceptedPlan !== undefined) {
      await this.tell(acceptedPlan, null);
      return { ok: true };
    }
    const outcome = outcomeOf(result, this.lastError);
    return !outcome.ok && outcome.reason === 'rate_limited' ? this.waitOrFail(outcome) : outcome;
  }

  private async waitOrFail(outcome: Extract<AgentResult, { ok: false }>): Promise<AgentResult | undefined> {
    const limitedUntil = this.limitedUntil ?? this.parts.limitedUntil();
    const until = limitedUntil && comeBackAt(limitedUntil, this.refusals, Date.now());
    if (until === undefined) return outcome;
    this.limitedUntil = undefined;
    this.refusals = oneMore(this.refusals, true, Date.now());
    await this.session.waitFor(until, outcome.message);
    if (this.session.stopping.aborted) return STOPPED;
    this.parts.prompt.tell(GO_ON);
    return undefined;
  }

  private async tell(text: string, parentId: string | null): Promise<void> {
    if (text.trim() === '') return;
    const thread = parentId === null ? {} : { parent_id: parentId };
    await this.session.report({
      kind: 'MESSAGE',
      payload: { role: 'assistant', text, run_id: this.parts.runId, ...thread },
    });
  }

  private async warn(message: string): Promise<void> {
    await this.session.report({
      kind: 'LOG',
      payload: { level: 'WARN', message, stream: null, run_id: this.parts.runId },
    });
  }

  /** A turn that is interrupted still ends with a result, and with what it cost. */
  private readonly interrupt = (): void => {
    this.parts.query.interrupt().catch(() => undefined); // it is on its way out already
  };
}
