import type { SDKAssistantMessage, SDKUserMessage } from '@anthropic-ai/claude-agent-sdk';
import type { AgentEvent } from '../../../platform/process/run-protocol/run-record.js';
import { cutToBytes } from '../../safe-text.js';

type ContentBlock = SDKAssistantMessage['message']['content'][number];
type ToolUse = Extract<ContentBlock, { type: 'tool_use' }>;
type UserBlock = Exclude<SDKUserMessage['message']['content'], string>[number];
type ToolResult = Extract<UserBlock, { type: 'tool_result' }>;
type ToolPayload = Extract<AgentEvent, { kind: 'TOOL' }>['payload'];

const MAX_DIFF_BYTES = 16 * 1024;

const KINDS: Readonly<Record<string, string>> = {
  Read: 'read',
  NotebookRead: 'read',
  Glob: 'search',
  Grep: 'search',
  LS: 'search',
  ToolSearch: 'search',
  Write: 'edit',
  Edit: 'edit',
  NotebookEdit: 'edit',
  Bash: 'execute',
  Monitor: 'execute',
  WebFetch: 'fetch',
  WebSearch: 'fetch',
  Agent: 'think',
  Task: 'think',
  ExitPlanMode: 'think',
  TodoWrite: 'think',
};

/** The tool calls under way, each told when it begins and when it ends. */
export class ToolCalls {
  private readonly begun = new Map<string, ToolPayload>();

  begin({ id, name, input }: ToolUse, parentId: string | null): AgentEvent {
    const payload: ToolPayload = {
      id,
      name,
      tool_kind: KINDS[name] ?? 'other',
      status: 'in_progress',
      ...changeOf(name, input),
      ...(parentId !== null && { parent_id: parentId }),
    };
    this.begun.set(id, payload);
    return { kind: 'TOOL', payload };
  }

  /** Undefined for a call that nobody began: a resumed session may repeat an old result. */
  end(
    { tool_use_id: id, content, is_error: isError }: ToolResult,
    isDenied: boolean,
  ): AgentEvent | undefined {
    const payload = this.begun.get(id);
    if (!payload) return undefined;
    this.begun.delete(id);
    const status = isDenied ? 'denied' : isError === true ? 'failed' : 'completed';
    return { kind: 'TOOL', payload: { ...payload, status, output: textOf(content) } };
  }
}

/** What an edit changes is shown as a diff, and not a second time in its input. */
function changeOf(name: string, input: unknown): Pick<ToolPayload, 'input' | 'diff'> {
  const { file_path, content, old_string, new_string, ...rest } = input as Record<string, unknown>; // an object by the API
  if (name === 'Write') return { input: { file_path, ...rest }, diff: diff(file_path, null, content) };
  if (name === 'Edit')
    return { input: { file_path, ...rest }, diff: diff(file_path, old_string, new_string) };
  return { input };
}

const diff = (path: unknown, before: unknown, after: unknown) => ({
  path,
  old: bounded(before),
  new: bounded(after),
});

const bounded = (text: unknown): unknown =>
  typeof text === 'string' ? cutToBytes(text, MAX_DIFF_BYTES) : text;

function textOf(content: ToolResult['content']): string {
  if (content === undefined || typeof content === 'string') return content ?? '';
  return content.map((part) => (part.type === 'text' ? part.text : `[${part.type}]`)).join('\n');
}
