import type { SessionUpdate, ToolCall, ToolCallContent, ToolCallUpdate } from '@agentclientprotocol/sdk';
import * as z from 'zod/mini';
import type { AgentEvent } from '../../../platform/process/run-protocol/run-record.js';
import { cutToBytes } from '../../safe-text.js';
import type { AgentSession } from '../adapter.js';
import { refusalIn } from './failure.js';
import type { WantedCall } from './permission.js';

/** Codex ends a prompt that its provider refused like any other, with the reason as its last message. */
const codexFailure = z.object({
  _meta: z.object({ codex: z.object({ threadStatus: z.object({ type: z.literal('systemError') }) }) }),
});

const OUTPUT_BYTES = 32 * 1024;
const MOST_DIFFS = 50;

interface Call extends WantedCall {
  readonly id: string;
  readonly name: string;
  readonly status: 'pending' | 'in_progress' | 'completed' | 'failed' | 'denied';
  readonly input: unknown;
  readonly output: string | undefined;
  readonly diff: unknown;
}

/** Turns what an agent says and does into events: whole messages, and one row for each tool call. */
export class SessionLog {
  eventCount = 0;
  /** A tool was used since it was prompted: its provider answered. */
  hasWorked = false;
  private readonly calls = new Map<string, Call>();
  private message = '';
  private messageId: string | null | undefined;
  private lastMessage = '';
  private isListening = false;
  private aTurnMayBegin = false;
  /** Since it was prompted. */
  private hasTurned = false;
  private hasBroken = false;
  private reported: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly session: AgentSession,
    private readonly runId: string,
  ) {}

  /** What was said until now belongs to a session that goes on, and was told already. */
  begin(): void {
    this.isListening = true;
  }

  take(update: SessionUpdate): Promise<unknown> {
    if (!this.isListening) return Promise.resolve();
    switch (update.sessionUpdate) {
      case 'agent_message_chunk':
        this.say(update.content.type === 'text' ? update.content.text : '', update.messageId);
        return this.reported;
      case 'agent_thought_chunk':
        this.nextTurn();
        return this.flush();
      case 'tool_call':
      case 'tool_call_update':
        return this.takeCall(update).then(() => this.reported);
      case 'plan':
        return this.plan(update.entries);
      case 'session_info_update':
        this.hasBroken ||= codexFailure.safeParse(update).success;
        return Promise.resolve();
      default:
        return Promise.resolve();
    }
  }

  /** The call with all that is known of it; an agent may ask about one that it has not announced. */
  async takeCall(update: ToolCall | ToolCallUpdate): Promise<Call> {
    void this.flush();
    const before = this.calls.get(update.toolCallId);
    if (before === undefined) this.nextTurn();
    const call = merge(before, update);
    this.calls.set(call.id, call);
    if (hasEnded(call)) this.aTurnMayBegin = true;
    this.hasWorked ||= call.status === 'completed';
    if (before === undefined || before.status !== call.status || before.input !== call.input) {
      await this.tell(call);
    }
    return call;
  }

  /** Some agents say nothing more of a call that they were not allowed. */
  async refused(id: string): Promise<void> {
    const call = this.calls.get(id);
    if (call === undefined || hasEnded(call)) return;
    const denied: Call = { ...call, status: 'denied', output: 'It was not allowed.' };
    this.calls.set(id, denied);
    this.aTurnMayBegin = true;
    await this.tell(denied);
  }

  /** Something of the agent came after its last tool call. */
  get hasSpoken(): boolean {
    return !this.aTurnMayBegin;
  }

  warn(message: string): Promise<unknown> {
    return this.report({
      kind: 'LOG',
      payload: { level: 'WARN', message, stream: null, run_id: this.runId },
    });
  }

  /** Resolves when all that was said is stored. */
  flush(): Promise<unknown> {
    const text = this.message.trim();
    this.message = '';
    if (text === '') return this.reported;
    this.lastMessage = text;
    return this.report({ kind: 'MESSAGE', payload: { role: 'assistant', text, run_id: this.runId } });
  }

  /** Nothing more comes: what was under way was not finished. */
  async close(): Promise<void> {
    await this.flush();
    for (const call of this.calls.values()) {
      if (!hasEnded(call)) await this.tell({ ...call, status: 'failed' });
    }
  }

  /** Its first turn is there once something of it is: a provider that refuses gives none. */
  prompted(): void {
    this.aTurnMayBegin = true;
    this.hasWorked = false;
    this.hasTurned = false;
    this.hasBroken = false;
  }

  /** What its provider answered, of an agent that says so as if it were its own words. */
  refusal(): string | undefined {
    return this.hasBroken || refusalIn(this.lastMessage) ? this.lastMessage : undefined;
  }

  private say(text: string, id: string | null | undefined): void {
    if (id !== this.messageId) void this.flush();
    this.messageId = id;
    if (text === '') return;
    this.nextTurn();
    this.message += text;
  }

  /**
   * The protocol does not tell one turn of the model from the next: there was one whenever it goes on after the end of a
   * tool call. Calls of one turn that run one after the other are counted apart.
   */
  private nextTurn(): void {
    if (!this.aTurnMayBegin) return;
    this.aTurnMayBegin = false;
    // Why a prompt broke may be the first that is said to it.
    if (this.hasTurned) this.hasBroken = false;
    this.hasTurned = true;
    this.session.turnBegan();
  }

  private plan(entries: readonly { content: string; status: string }[]): Promise<unknown> {
    void this.flush();
    const step = entries.filter(({ status }) => status === 'completed').length;
    const current = entries.find(({ status }) => status === 'in_progress') ?? entries[step];
    const payload = { phase: 'agent', step, total: entries.length, message: current?.content ?? '' } as const;
    return this.report({ kind: 'PROGRESS', payload });
  }

  private tell({ id, name, kind, status, input, output, diff }: Call): Promise<unknown> {
    const payload = {
      ...{ id, name, tool_kind: kind, status, input },
      ...(output !== undefined && { output }),
      ...(diff !== undefined && { diff }),
    };
    return this.report({ kind: 'TOOL', payload });
  }

  private report(event: AgentEvent): Promise<unknown> {
    this.eventCount += 1;
    const stored = this.session.report(event);
    this.reported = Promise.all([this.reported, stored]);
    return this.reported;
  }
}

const hasEnded = ({ status }: Call): boolean => !['pending', 'in_progress'].includes(status);

/** What an update leaves out stays as it was. */
function merge(before: Call | undefined, update: ToolCall | ToolCallUpdate): Call {
  const known = before ?? unknownCall(update);
  const diffs = diffsOf(update.content);
  const places = [...(update.locations ?? []), ...diffs].map(({ path }) => path);
  return {
    ...known,
    kind: kindOf(update.kind ?? known.kind),
    // Agents call what they were not allowed failed, or done.
    status: known.status === 'denied' ? known.status : (update.status ?? known.status),
    input: inputOf(update, known),
    output: outputOf(update) ?? known.output,
    diff: diffs.length > 0 ? diffs : known.diff,
    paths: [...new Set([...known.paths, ...places])],
  };
}

const unknownCall = (update: ToolCall | ToolCallUpdate): Call => ({
  id: update.toolCallId,
  name: nameOf(update),
  kind: 'other',
  status: 'pending',
  input: undefined,
  output: undefined,
  diff: undefined,
  paths: [],
});

/** Some agents give no input, but a title for people. */
function inputOf({ rawInput, title }: ToolCall | ToolCallUpdate, known: Call): unknown {
  if (!isEmpty(rawInput)) return rawInput;
  return known.input ?? (title == null ? undefined : { title });
}

/** Its own name for the tool where it tells it, else what it calls the call. */
function nameOf({ title, name, _meta }: ToolCall | ToolCallUpdate): string {
  const own = _meta?.toolName;
  return (typeof own === 'string' ? own : undefined) ?? name ?? title ?? 'tool';
}

const kindOf = (kind: string): string => (kind === 'switch_mode' ? 'other' : kind);

function diffsOf(content: readonly ToolCallContent[] | null | undefined) {
  return (content ?? [])
    .slice(0, MOST_DIFFS)
    .flatMap((part) =>
      part.type === 'diff' ? { path: part.path, old: part.oldText ?? null, new: part.newText } : [],
    );
}

function outputOf({ content, rawOutput }: ToolCall | ToolCallUpdate): string | undefined {
  const said = (content ?? []).flatMap((part) =>
    part.type === 'content' && part.content.type === 'text' ? part.content.text : [],
  );
  if (said.length > 0) return cutToBytes(said.join('\n'), OUTPUT_BYTES);
  if (isEmpty(rawOutput)) return undefined;
  return cutToBytes(typeof rawOutput === 'string' ? rawOutput : JSON.stringify(rawOutput), OUTPUT_BYTES);
}

const isEmpty = (value: unknown): boolean =>
  value == null || (typeof value === 'object' && Object.keys(value).length === 0);
