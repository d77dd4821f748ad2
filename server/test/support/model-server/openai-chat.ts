import { newId } from '../../../src/platform/database/new-id.js';
import type { Protocol } from './protocol.js';
import { type JsonObject, sendEvents, sendJson } from './send.js';
import { blocksOf, type SeenMessage, type TurnUsage, usageOf } from './turn.js';

/** OpenAI's chat completions, streamed or not: https://platform.openai.com/docs/api-reference/chat-streaming */
export const openaiChat: Protocol = {
  handles: (path) => path.endsWith('/chat/completions'),
  messagesOf: (body) => (hasTools(body) ? (body['messages'] as ChatMessage[]).map(toSeenMessage) : []),
  answer(response, turn, { body }) {
    const blocks = blocksOf(turn);
    const text = blocks.flatMap((block) => ('text' in block ? block.text : [])).join('');
    const calls = blocks.flatMap((block) => ('tool' in block ? [toCall(block.tool, block.input)] : []));
    const reason = calls.length > 0 ? 'tool_calls' : 'stop';
    const frame = { id: newId(), created: 0, model: body['model'] };
    const usage = toUsage(usageOf(turn));
    if (body['stream'] !== true) {
      const message = {
        role: 'assistant',
        content: text,
        ...(calls.length > 0 ? { tool_calls: calls } : {}),
      };
      const choices = [{ index: 0, message, finish_reason: reason }];
      sendJson(response, 200, { ...frame, object: 'chat.completion', choices, usage });
      return;
    }
    const chunk = (delta: JsonObject, finish_reason: string | null = null): JsonObject => ({
      ...frame,
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta, finish_reason }],
    });
    const begun = [chunk({ role: 'assistant', content: '' }), chunk({ content: text })];
    if ('cut' in turn) {
      sendEvents(response, begun, true);
      return;
    }
    const called = calls.map((call, index) => chunk({ tool_calls: [{ index, ...call }] }));
    sendEvents(response, [...begun, ...called, { ...chunk({}, reason), usage }, '[DONE]']);
  },
  refusal: (error) => ({ error: { message: `scripted ${error}`, type: error, code: error, param: null } }),
};

interface ChatMessage {
  readonly role: 'system' | 'developer' | 'user' | 'assistant' | 'tool';
  readonly content?: string | readonly { readonly text?: string }[] | null;
}

/** Titles and summaries are asked for without tools, and follow no script. */
const hasTools = ({ tools }: JsonObject): boolean => Array.isArray(tools) && tools.length > 0;

const toSeenMessage = ({ role, content }: ChatMessage): SeenMessage => ({
  role: role === 'developer' ? 'system' : role,
  text: typeof content === 'string' ? content : (content ?? []).map(({ text }) => text ?? '').join('\n'),
});

const toCall = (name: string, input: unknown): JsonObject => ({
  id: `call_${newId()}`,
  type: 'function',
  function: { name, arguments: JSON.stringify(input) },
});

function toUsage({ input, output, cacheRead, cacheWrite }: TurnUsage): JsonObject {
  const prompt = input + cacheRead + cacheWrite;
  return {
    prompt_tokens: prompt,
    completion_tokens: output,
    total_tokens: prompt + output,
    prompt_tokens_details: { cached_tokens: cacheRead },
  };
}
