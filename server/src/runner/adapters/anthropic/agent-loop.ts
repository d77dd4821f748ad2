import type Anthropic from '@anthropic-ai/sdk';
import type { AgentResult } from '../../../platform/process/run-protocol/run-record.js';
import type { AgentSession } from '../adapter.js';
import { isNearLimit, keptFrom, shorten, SUMMARY_REQUEST } from './compaction.js';
import { type Conversation, toolUsesOf, userText } from './conversation.js';
import type { Model } from './model.js';
import { factsOf } from './model-facts.js';
import { requestOf, type Setting } from './model-request.js';
import type { Spending } from './spending.js';
import type { ToolCalls } from './tool-calls.js';

export interface LoopParts {
  readonly runId: string;
  readonly session: AgentSession;
  readonly setting: Setting;
  readonly conversation: Conversation;
  readonly model: Model;
  readonly tools: ToolCalls;
  readonly spending: Spending;
  /** Stores the conversation as it is now. */
  readonly save: () => Promise<void>;
}

const failed = (message: string): AgentResult => ({ ok: false, reason: 'agent_failed', message });
const STOPPED = failed('The agent was stopped.');
const DONE: AgentResult = { ok: true };

/** An answer that is cut off at its greatest length so often in a row is getting nowhere. */
const MAX_CUT_ANSWERS = 3;

/** Asks the model, does what it wants done, and asks again, until it has nothing more to do. */
export class AgentLoop {
  private cutAnswers = 0;
  /** Whether the request that comes next was shortened because it was refused. */
  private isShortened = false;
  private hasForgotten = false;

  constructor(private readonly parts: LoopParts) {}

  async run(): Promise<AgentResult> {
    let result: AgentResult | undefined;
    while (result === undefined) result = this.isStopped ? STOPPED : await this.turn();
    await this.tellSpending(); // also of an answer that broke off, and that nothing was used
    return result;
  }

  private get isStopped(): boolean {
    return this.parts.session.stopping.aborted;
  }

  /** Resolves to undefined when the work goes on. */
  private async turn(): Promise<AgentResult | undefined> {
    const { session, setting, conversation, model, spending } = this.parts;
    if (isNearLimit(spending.contextTokens, factsOf(setting.model))) await this.compact();
    session.turnBegan();
    if (this.isStopped) return STOPPED;
    const answer = await model.ask(requestOf(setting, conversation.said));
    switch (answer.kind) {
      case 'message':
        return this.take(answer.message);
      case 'too_long':
        return this.makeRoom();
      case 'invalid_thoughts':
        return this.forget(answer.message);
      case 'stopped':
        return STOPPED;
      case 'failed':
        return answer.result;
    }
  }

  private async take(message: Anthropic.Message): Promise<AgentResult | undefined> {
    const isWhole = message.stop_reason !== 'model_context_window_exceeded';
    if (isWhole) this.parts.conversation.addAnswer(message.content);
    await this.parts.save();
    await this.tell(message);
    if (this.isStopped) return STOPPED;
    if (!isWhole) return this.makeRoom();
    this.isShortened = false;
    if (message.stop_reason === 'refusal') return failed('The model refused to go on with this task.');
    if (message.stop_reason === 'max_tokens') return this.goOnAfterCut();
    this.cutAnswers = 0;
    if (message.stop_reason === 'pause_turn') return undefined;
    return this.callTools();
  }

  private async tell(message: Anthropic.Message): Promise<void> {
    const { session, spending, runId } = this.parts;
    for (const [index, block] of message.content.entries()) {
      if (block.type === 'text' && block.text.trim() !== '') {
        await session.report({
          kind: 'MESSAGE',
          payload: { role: 'assistant', text: block.text, run_id: runId },
        });
      } else if (block.type === 'thinking' && block.thinking.trim() !== '') {
        const thought = {
          id: `${message.id}-${index}`,
          name: 'thinking',
          tool_kind: 'think',
          status: 'completed',
        };
        await session.report({ kind: 'TOOL', payload: { ...thought, output: block.thinking } });
      }
    }
    spending.add(message);
    await this.tellSpending();
  }

  private async tellSpending(): Promise<void> {
    const { session, spending } = this.parts;
    if (spending.isTold) return;
    spending.isTold = true;
    await session.spent(spending.total);
  }

  /** One after the other: a later one may build on an earlier one. */
  private async callTools(): Promise<AgentResult | undefined> {
    const { conversation, tools, save } = this.parts;
    const uses = toolUsesOf(conversation.said.at(-1));
    if (uses.length === 0) return DONE;
    for (const use of uses) {
      conversation.addResult(await tools.perform(use));
      await save();
      if (this.isStopped) return STOPPED;
    }
    conversation.closeTurn();
    return undefined;
  }

  /** The input of a tool call that was cut off could be anything. */
  private goOnAfterCut(): AgentResult | undefined {
    const { conversation } = this.parts;
    if (++this.cutAnswers >= MAX_CUT_ANSWERS)
      return failed('The answers of the model were too long, again and again.');
    const uses = toolUsesOf(conversation.said.at(-1));
    if (uses.length === 0) conversation.addText('You were cut off. Go on from there.');
    for (const { id } of uses) {
      const content = 'Not done: your answer was cut off. Use several smaller steps.';
      conversation.addResult({ type: 'tool_result', tool_use_id: id, content, is_error: true });
    }
    if (uses.length > 0) conversation.closeTurn();
    return undefined;
  }

  private async makeRoom(): Promise<AgentResult | undefined> {
    const { conversation, setting } = this.parts;
    if (this.isShortened) return failed('The task does not fit into what the model can read at once.');
    conversation.forgetThoughts();
    conversation.replace(shorten(conversation.said, factsOf(setting.model)));
    await this.compact();
    this.isShortened = true;
    return undefined;
  }

  private forget(refusal: string): AgentResult | undefined {
    if (this.hasForgotten) return failed(refusal);
    this.hasForgotten = true;
    this.parts.conversation.forgetThoughts();
    return undefined;
  }

  /** Lets the model write down what it needs, in a request that begins like the ones before and so is cached. */
  private async compact(): Promise<void> {
    const { session, setting, conversation, model, spending, runId, save } = this.parts;
    const said = [...conversation.said, userText(SUMMARY_REQUEST)];
    const answer = await model.ask(requestOf(setting, said));
    let summary = '(It was too long to be summarised: look at the working tree.)';
    if (answer.kind === 'message') {
      summary = textOf(answer.message) || summary;
      spending.add(answer.message);
      await this.tellSpending();
    }
    conversation.compact(summary, keptFrom(conversation.said, factsOf(setting.model)));
    spending.contextTokens = 0;
    const message = 'The conversation became too long and was summarised.';
    await session.report({ kind: 'LOG', payload: { level: 'INFO', message, stream: null, run_id: runId } });
    await save();
  }
}

const textOf = ({ content }: Anthropic.Message): string =>
  content
    .map((block) => (block.type === 'text' ? block.text : ''))
    .join('')
    .trim();
