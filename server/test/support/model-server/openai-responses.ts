import { newId } from '../../../src/platform/database/new-id.js';
import type { Protocol } from './protocol.js';
import { type JsonObject, sendEvents, sendJson } from './send.js';
import { type Block, blocksOf, type SeenMessage, type TurnUsage, usageOf } from './turn.js';

/** OpenAI's responses, streamed or not: https://platform.openai.com/docs/api-reference/responses-streaming */
export const openaiResponses: Protocol = {
  handles: (path) => path.endsWith('/responses'),
  messagesOf: ({ input }) => (input as Item[]).flatMap(toSeenMessage),
  answer(response, turn, { body }) {
    const output = blocksOf(turn).map(toItem);
    const begun = { id: `resp_${newId()}`, object: 'response', model: body['model'] };
    const done = { ...begun, status: 'completed', output, usage: toUsage(usageOf(turn)) };
    if (body['stream'] !== true) {
      sendJson(response, 200, done);
      return;
    }
    const events = [
      { type: 'response.created', response: { ...begun, status: 'in_progress', output: [] } },
      ...output.flatMap(itemEvents),
      { type: 'response.completed', response: done },
    ].map((event, index) => ({ ...event, sequence_number: index }));
    if ('cut' in turn) sendEvents(response, events.slice(0, 3), true);
    else sendEvents(response, events);
  },
  refusal: (error) => ({ error: { message: `scripted ${error}`, type: error, code: error, param: null } }),
};

interface Item {
  readonly type?: string;
  readonly role?: string;
  readonly content?: string | readonly { readonly text?: string }[];
  readonly output?: unknown;
}

function toSeenMessage({ type, role, content, output }: Item): SeenMessage[] {
  if (type?.endsWith('_call')) return [{ role: 'assistant', text: '' }];
  if (type?.endsWith('_output')) return [{ role: 'tool', text: asText(output) }];
  if (role === undefined) return [];
  const text = typeof content === 'string' ? content : (content ?? []).map((part) => part.text).join('\n');
  return [{ role: role === 'user' || role === 'assistant' ? role : 'system', text }];
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const toItem = (block: Block): JsonObject =>
  'text' in block
    ? {
        type: 'message',
        id: `msg_${newId()}`,
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: block.text, annotations: [] }],
      }
    : {
        id: `fc_${newId()}`,
        call_id: `call_${newId()}`,
        name: block.tool,
        status: 'completed',
        // A tool with a grammar of its own takes text.
        ...(typeof block.input === 'string'
          ? { type: 'custom_tool_call', input: block.input }
          : { type: 'function_call', arguments: JSON.stringify(block.input) }),
      };

function itemEvents(item: JsonObject, index: number): JsonObject[] {
  const place = { output_index: index, content_index: 0, item_id: item['id'] };
  const isMessage = item['type'] === 'message';
  const said = isMessage ? (item['content'] as [{ text: string }])[0].text : '';
  return [
    {
      type: 'response.output_item.added',
      output_index: index,
      item: isMessage ? { ...item, content: [] } : item,
    },
    ...(isMessage ? [{ type: 'response.output_text.delta', ...place, delta: said }] : []),
    { type: 'response.output_item.done', output_index: index, item },
  ];
}

function toUsage({ input, output, cacheRead, cacheWrite }: TurnUsage): JsonObject {
  const prompt = input + cacheRead + cacheWrite;
  return {
    input_tokens: prompt,
    input_tokens_details: { cached_tokens: cacheRead },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: prompt + output,
  };
}
