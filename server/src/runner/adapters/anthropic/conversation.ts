import type Anthropic from '@anthropic-ai/sdk';

export interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: Anthropic.ContentBlockParam[];
}
export type ToolResult = Anthropic.ToolResultBlockParam;
export type ToolUse = Anthropic.ToolUseBlock;

/** A session as it is stored. */
export interface StoredConversation {
  readonly version: 1;
  /** What the model was asked to do, in its words, one entry for each run. */
  readonly tasks: readonly string[];
  readonly messages: readonly Message[];
  /** Of the tool calls in the last message, as far as they are done. */
  readonly results: readonly ToolResult[];
  /** Model, system prompt and tools: thoughts are valid only beside those that they came from. */
  readonly setting: string;
}

const INTERRUPTED =
  'Interrupted: the run ended while this was under way. It may have been done in part; look before you do it again.';

/** What was said so far, always in a form that the provider takes. */
export class Conversation {
  private readonly tasks: string[];
  private messages: Message[];
  private results: ToolResult[] = [];

  private constructor(
    stored: Pick<StoredConversation, 'tasks' | 'messages'>,
    private readonly setting: string,
  ) {
    this.tasks = [...stored.tasks];
    this.messages = [...stored.messages];
  }

  static begin(task: string, setting: string): Conversation {
    return new Conversation({ tasks: [task], messages: [userText(task)] }, setting);
  }

  /** Tool calls that were never answered are answered now. */
  static goOn(stored: StoredConversation, task: string, setting: string): Conversation {
    const conversation = new Conversation({ ...stored, tasks: [...stored.tasks, task] }, setting);
    if (stored.setting !== setting) conversation.forgetThoughts();
    const answered = withMissing(toolUsesOf(conversation.messages.at(-1)), stored.results, INTERRUPTED);
    if (answered.length > 0) conversation.messages.push({ role: 'user', content: answered });
    conversation.messages.push(userText(task));
    return conversation;
  }

  get stored(): StoredConversation {
    const { tasks, messages, results, setting } = this;
    return { version: 1, tasks, messages, results, setting };
  }

  get said(): readonly Message[] {
    return this.messages;
  }

  /** An answer without content is none that could be sent back. */
  addAnswer(content: Anthropic.ContentBlock[]): void {
    if (content.length > 0) this.messages.push({ role: 'assistant', content });
  }

  addResult(result: ToolResult): void {
    this.results.push(result);
  }

  /** Hands the results to the model. */
  closeTurn(): void {
    this.messages.push({ role: 'user', content: this.results });
    this.results = [];
  }

  addText(text: string): void {
    this.messages.push(userText(text));
  }

  /** A provider that no longer takes its own thoughts refuses everything else with them. */
  forgetThoughts(): void {
    this.messages = withoutThoughts(this.messages);
  }

  /** From now on the model knows the tasks, the summary, and the messages from `keptFrom` on. */
  compact(summary: string, keptFrom: number): void {
    const text = `${this.tasks.join('\n\n')}\n\n<summary_of_your_work_so_far>\n${summary}\n</summary_of_your_work_so_far>`;
    this.messages = [userText(text), ...withoutThoughts(this.messages.slice(keptFrom))];
    if (this.messages.length === 1) this.messages = [userText(`${text}\n\nGo on.`)];
  }

  replace(messages: readonly Message[]): void {
    this.messages = [...messages];
  }
}

export const toolUsesOf = (message: Message | undefined): ToolUse[] =>
  message?.role !== 'assistant'
    ? []
    : message.content.filter((block): block is ToolUse => block.type === 'tool_use');

export const userText = (text: string): Message => ({ role: 'user', content: [{ type: 'text', text }] });

const withMissing = (uses: readonly ToolUse[], results: readonly ToolResult[], text: string): ToolResult[] =>
  uses.map(
    ({ id }) =>
      results.find((result) => result.tool_use_id === id) ?? {
        type: 'tool_result',
        tool_use_id: id,
        content: text,
        is_error: true,
      },
  );

/** They are bound to everything that was said before them. */
function withoutThoughts(messages: readonly Message[]): Message[] {
  return messages
    .map(({ role, content }) => ({ role, content: content.filter((block) => !isThought(block)) }))
    .filter(({ content }) => content.length > 0);
}

const isThought = ({ type }: Anthropic.ContentBlockParam): boolean =>
  type === 'thinking' || type === 'redacted_thinking';
