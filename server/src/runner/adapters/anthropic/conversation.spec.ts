import { describe, expect, it } from '@jest/globals';
import type Anthropic from '@anthropic-ai/sdk';
import { Conversation } from './conversation.js';

const call = (id: string): Anthropic.ToolUseBlock => ({
  type: 'tool_use',
  id,
  name: 'bash',
  input: {},
  caller: { type: 'direct' },
});
const thought: Anthropic.ThinkingBlock = { type: 'thinking', thinking: 'hm', signature: 's' };
const done = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: 'done' }) as const;

function interrupted(setting = 'S'): Conversation {
  const conversation = Conversation.begin('do it', setting);
  conversation.addAnswer([thought, call('a'), call('b')]);
  conversation.addResult(done('a'));
  return conversation;
}

describe('a session that goes on', () => {
  it('keeps what a tool said, and tells of those that were interrupted', () => {
    const { said } = Conversation.goOn(interrupted().stored, 'go on', 'S');
    expect(said.slice(2)).toMatchObject([
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'a', content: 'done' },
          {
            type: 'tool_result',
            tool_use_id: 'b',
            is_error: true,
            content: expect.stringContaining('Interrupted'),
          },
        ],
      },
      { role: 'user', content: [{ type: 'text', text: 'go on' }] },
    ]);
  });

  it('keeps the thoughts of the model in the same setting, and drops them in another', () => {
    const typesIn = (setting: string): unknown[] =>
      Conversation.goOn(interrupted('S').stored, 'go on', setting).said[1]?.content.map(({ type }) => type) ??
      [];
    expect(typesIn('S')).toEqual(['thinking', 'tool_use', 'tool_use']);
    expect(typesIn('other tools')).toEqual(['tool_use', 'tool_use']);
  });

  it('survives being stored', () => {
    const { stored } = interrupted();
    expect(JSON.parse(JSON.stringify(stored))).toEqual(stored);
  });
});

describe('a conversation', () => {
  it('leaves out an answer without content, which no provider takes back', () => {
    const conversation = Conversation.begin('do it', 'S');
    conversation.addAnswer([]);
    expect(conversation.said).toHaveLength(1);
  });

  it('that was compacted knows its tasks, the summary and the last turns, without thoughts', () => {
    const conversation = interrupted();
    conversation.addResult(done('b'));
    conversation.closeTurn();
    const again = Conversation.goOn(conversation.stored, 'and that', 'S');
    again.compact('I did much.', 1);
    const [first, second] = again.said;
    expect(JSON.stringify(first)).toMatch(/do it.*and that.*I did much\./);
    expect(second?.content.map(({ type }) => type)).toEqual(['tool_use', 'tool_use']);
  });

  it('of which nothing is kept still asks the model for something', () => {
    const conversation = interrupted();
    conversation.compact('I did much.', 99);
    expect(conversation.said).toHaveLength(1);
    expect(JSON.stringify(conversation.said)).toContain('Go on.');
  });
});
