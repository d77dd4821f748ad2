import type Anthropic from '@anthropic-ai/sdk';
import type { PermissionMode } from '../../../contracts/agent-request.js';
import type { Message } from './conversation.js';
import { factsOf } from './model-facts.js';
import { systemPrompt } from './system-prompt.js';
import { inputSchemaOf, isOffered, TOOL_NAMES, TOOLS } from './tools.js';

/** What stays the same from request to request: a change of it makes the provider read everything anew. */
export type Setting = Pick<
  Anthropic.MessageStreamParams,
  'model' | 'max_tokens' | 'system' | 'tools' | 'thinking'
>;

const CACHED = { type: 'ephemeral' } as const;

export function settingOf(model: string, mode: PermissionMode): Setting {
  const { maxOutput, thinks } = factsOf(model);
  return {
    model,
    max_tokens: maxOutput,
    system: [{ type: 'text', text: systemPrompt(mode), cache_control: CACHED }],
    tools: toolsOf(mode),
    // Between tools these models say what they do in their thoughts, which would come back empty.
    ...(thinks && { thinking: { type: 'adaptive', display: 'summarized' } as const }),
  };
}

function toolsOf(mode: PermissionMode): Anthropic.Tool[] {
  const tools = TOOL_NAMES.filter((name) => isOffered(name, mode)).map((name): Anthropic.Tool => {
    const input_schema = inputSchemaOf(name) as Anthropic.Tool.InputSchema; // all of them are objects
    return { name, description: TOOLS[name].description, input_schema };
  });
  return tools.map((tool, index) => (index === tools.length - 1 ? { ...tool, cache_control: CACHED } : tool));
}

/**
 * Four breakpoints, as many as there may be: tools, system, the end of the conversation, and the end that it had one
 * request ago, where the provider finds what it has cached already.
 */
export function requestOf(setting: Setting, messages: readonly Message[]): Anthropic.MessageStreamParams {
  const users = messages.flatMap(({ role }, index) => (role === 'user' ? [index] : []));
  const marked = new Set(users.slice(-2));
  return {
    ...setting,
    messages: messages.map((message, index) => (marked.has(index) ? cached(message) : message)),
  };
}

function cached(message: Message): Message {
  const content = message.content.map((block, index, all) =>
    index === all.length - 1 && isMarkable(block) ? { ...block, cache_control: CACHED } : block,
  );
  return { ...message, content };
}

const isMarkable = (
  block: Anthropic.ContentBlockParam,
): block is Anthropic.TextBlockParam | Anthropic.ToolResultBlockParam =>
  block.type === 'text' || block.type === 'tool_result';
