import { newId } from '../../../src/platform/database/new-id.js';
import type { Protocol } from './protocol.js';
import { type JsonObject, sendEvents, sendJson } from './send.js';
import { type Block, blocksOf, type SeenMessage, type TurnUsage, usageOf } from './turn.js';

/** Anthropic's Messages API, streamed or not: https://docs.anthropic.com/en/api/messages-streaming */
export const anthropicMessages: Protocol = {
  handles: (path) => path.endsWith('/messages'),
  messagesOf: (body) => (body['messages'] as AnthropicMessage[]).map(toSeenMessage),
  answer(response, turn, { body }) {
    const message = toMessage(blocksOf(turn), usageOf(turn), body['model']);
    if (body['stream'] !== true) sendJson(response, 200, message);
    else if ('cut' in turn) sendEvents(response, toEvents(message).slice(0, 3), true);
    else sendEvents(response, toEvents(message));
  },
  refusal: (error) => ({ type: 'error', error: { type: error, message: `scripted ${error}` } }),
};

interface AnthropicMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string | readonly AnthropicBlock[];
}
interface AnthropicBlock {
  readonly type: string;
  readonly text?: string;
  readonly content?: AnthropicMessage['content'];
}

function toSeenMessage({ role, content }: AnthropicMessage): SeenMessage {
  const isResult = typeof content !== 'string' && content.some(({ type }) => type === 'tool_result');
  return { role: isResult ? 'tool' : role, text: textOf(content) };
}

const textOf = (content: AnthropicMessage['content'] | undefined): string =>
  typeof content === 'string'
    ? content
    : (content ?? []).map((block) => block.text ?? textOf(block.content)).join('\n');

interface Message extends JsonObject {
  readonly content: readonly JsonObject[];
  readonly stop_reason: string;
  readonly usage: JsonObject;
}

const toMessage = (blocks: readonly Block[], usage: TurnUsage, model: unknown): Message => ({
  id: `msg_${newId()}`,
  type: 'message',
  role: 'assistant',
  model,
  content: blocks.map((block) =>
    'text' in block
      ? { type: 'text', text: block.text }
      : { type: 'tool_use', id: `toolu_${newId()}`, name: block.tool, input: block.input },
  ),
  stop_reason: blocks.some((block) => 'tool' in block) ? 'tool_use' : 'end_turn',
  stop_sequence: null,
  usage: {
    input_tokens: usage.input,
    output_tokens: usage.output,
    cache_read_input_tokens: usage.cacheRead,
    cache_creation_input_tokens: usage.cacheWrite,
  },
});

function toEvents(message: Message): JsonObject[] {
  const { content, stop_reason, stop_sequence, usage } = message;
  const begun = { ...message, content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } };
  return [
    { type: 'message_start', message: begun },
    ...content.flatMap(blockEvents),
    { type: 'message_delta', delta: { stop_reason, stop_sequence }, usage },
    { type: 'message_stop' },
  ];
}

function blockEvents(block: JsonObject, index: number): JsonObject[] {
  const [empty, delta] =
    block['type'] === 'text'
      ? [
          { type: 'text', text: '' },
          { type: 'text_delta', text: block['text'] },
        ]
      : [
          { ...block, input: {} },
          { type: 'input_json_delta', partial_json: JSON.stringify(block['input']) },
        ];
  return [
    { type: 'content_block_start', index, content_block: empty },
    { type: 'content_block_delta', index, delta },
    { type: 'content_block_stop', index },
  ];
}
