import type { Message } from './conversation.js';
import type { ModelFacts } from './model-facts.js';

/** Rather too many: code has more tokens than prose. */
const CHARACTERS_PER_TOKEN = 3;
/** For the request of a summary, and for what is not counted exactly. */
const RESERVE_TOKENS = 16_000;
/** Of the window; as much of the last turns stays word for word. */
const KEPT_SHARE = 0.15;

export const SUMMARY_REQUEST = `The conversation is about to become too long. Do not call tools now. Write a summary for yourself, from which you will go on without the messages before: what the task asks and what was decided; each file you read or changed with what matters in it; what works, what failed and why; the exact next steps. Nobody else reads it.`;

const DROPPED = '[dropped to save room]';

/** `contextTokens`: of the last request with its answer. */
export const isNearLimit = (contextTokens: number, { contextWindow, maxOutput }: ModelFacts): boolean =>
  contextTokens > contextWindow - maxOutput - RESERVE_TOKENS;

/** Index of the first message that stays word for word: an answer of the model, so that no tool result is without its call. */
export function keptFrom(messages: readonly Message[], { contextWindow }: ModelFacts): number {
  const room = contextWindow * KEPT_SHARE;
  let first = messages.length;
  let tokens = 0;
  for (let index = messages.length - 1; index > 0; index--) {
    const message = messages[index];
    if (message === undefined) break;
    tokens += estimateTokens(message);
    if (tokens > room) break;
    if (message.role === 'assistant') first = index;
  }
  return first;
}

/** Drops what tools said, the oldest first, until the rest fits into half of the window. */
export function shorten(messages: readonly Message[], { contextWindow }: ModelFacts): Message[] {
  const room = contextWindow / 2;
  let tokens = messages.reduce((sum, message) => sum + estimateTokens(message), 0);
  return messages.map((message) => {
    if (tokens <= room || message.role !== 'user') return message;
    const shortened: Message = {
      role: 'user',
      content: message.content.map((block) =>
        block.type === 'tool_result' ? { ...block, content: DROPPED } : block,
      ),
    };
    tokens -= estimateTokens(message) - estimateTokens(shortened);
    return shortened;
  });
}

export const estimateTokens = (message: Message): number =>
  Math.ceil(JSON.stringify(message.content).length / CHARACTERS_PER_TOKEN);
