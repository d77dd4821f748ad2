import { describe, expect, it } from '@jest/globals';
import { estimateTokens, isNearLimit, keptFrom, shorten } from './compaction.js';
import { type Message, userText } from './conversation.js';

const facts = { contextWindow: 10_000, maxOutput: 2_000, thinks: false };
const call = (id: string): Message => ({
  role: 'assistant',
  content: [{ type: 'tool_use', id, name: 'read', input: {} }],
});
const result = (id: string, characters: number): Message => ({
  role: 'user',
  content: [{ type: 'tool_result', tool_use_id: id, content: 'x'.repeat(characters) }],
});
const turns = (sizes: readonly number[]): Message[] => [
  userText('the task'),
  ...sizes.flatMap((size, index) => [call(`t${index}`), result(`t${index}`, size)]),
];

describe('the room that is left', () => {
  it('must take an answer and a summary', () => {
    const large = { contextWindow: 200_000, maxOutput: 32_000, thinks: false };
    expect(isNearLimit(152_000, large)).toBe(false);
    expect(isNearLimit(152_001, large)).toBe(true);
  });
});

describe('what stays word for word', () => {
  it('begins with an answer of the model, so that every result has its call', () => {
    const messages = turns([1_500, 1_500, 1_500, 1_500]);
    const first = keptFrom(messages, facts);
    expect(messages[first]?.role).toBe('assistant');
    expect(first).toBe(5);
  });

  it('is nothing when the last turn alone is too much', () => {
    const messages = turns([10, 100_000]);
    expect(keptFrom(messages, facts)).toBe(messages.length);
  });

  it('never is the task, which is said anyway', () => {
    expect(keptFrom(turns([10]), facts)).toBe(1);
  });
});

describe('a conversation that was refused as too long', () => {
  it('loses what tools said, the oldest first, and keeps every call answered', () => {
    const shortened = shorten(turns([9_000, 9_000, 9_000]), facts);
    const dropped = shortened.map((message) => JSON.stringify(message.content).includes('dropped'));
    expect(dropped).toEqual([false, false, true, false, true, false, false]);
    expect(shortened.reduce((sum, message) => sum + estimateTokens(message), 0)).toBeLessThanOrEqual(5_000);
    expect(shortened.map(({ role }) => role)).toEqual(turns([1, 1, 1]).map(({ role }) => role));
  });

  it('loses nothing when it fits', () => {
    const messages = turns([10, 10]);
    expect(shorten(messages, facts)).toEqual(messages);
  });
});
