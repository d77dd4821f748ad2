import { describe, expect, it } from '@jest/globals';
import { PERMISSION_MODES } from '../../../contracts/agent-request.js';
import { type Message, userText } from './conversation.js';
import { requestOf, settingOf } from './model-request.js';
import { checkCall } from './tools.js';

const said: Message[] = [
  userText('one'),
  { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'read', input: {} }] },
  { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'x' }] },
  { role: 'assistant', content: [{ type: 'text', text: 'two' }] },
  userText('three'),
];

describe('a request to the model', () => {
  it('marks tools, system and the last two ends for the cache: four, as many as there may be', () => {
    const request = requestOf(settingOf('claude-sonnet-5-5', 'full'), said);
    expect(JSON.stringify(request).match(/cache_control/g)).toHaveLength(4);
    const marked = request.messages.map(({ content }) => JSON.stringify(content).includes('cache_control'));
    expect(marked).toEqual([false, false, true, false, true]);
  });

  it('does not mark what is kept', () => {
    requestOf(settingOf('claude-sonnet-5-5', 'full'), said);
    expect(JSON.stringify(said)).not.toContain('cache_control');
  });

  it.each(PERMISSION_MODES)('offers in %s only what it allows', (mode) => {
    const names = settingOf('claude-sonnet-5-5', mode).tools?.map((tool) => 'name' in tool && tool.name);
    const always = ['read', 'grep', 'glob', 'list', 'ask_user'];
    const changing = ['bash', 'write', 'edit'];
    expect(new Set(names)).toEqual(
      new Set(mode === 'plan' ? [...always, 'present_plan'] : [...always, ...changing]),
    );
  });

  it('asks only those models for their thoughts that have any', () => {
    expect(settingOf('claude-opus-5-5', 'full').thinking).toEqual({
      type: 'adaptive',
      display: 'summarized',
    });
    expect(settingOf('claude-haiku-4-5', 'full').thinking).toBeUndefined();
    expect(settingOf('some-other-model', 'full').thinking).toBeUndefined();
  });

  it('costs little before the task is even said: rough tokens of tools and system', () => {
    const { tools, system } = settingOf('claude-sonnet-5-5', 'full');
    expect(JSON.stringify([tools, system]).length / 3.5).toBeLessThan(900);
  });
});

describe('the input of a tool', () => {
  it.each([
    ['bash', {}],
    ['bash', { command: '' }],
    ['read', { path: 'a', limit: 0 }],
    ['read', null],
    ['edit', { path: 'a', old_string: '', new_string: 'b' }],
    ['ask_user', { questions: [] }],
  ] as const)('of %s is refused when it does not fit: %j', (name, input) => {
    expect(() => checkCall(name, input)).toThrow();
  });
});
