import { expect, it } from '@jest/globals';
import { Replies } from './replies.js';

it('tells the words that came with an answer once, whatever the answer was', () => {
  const replies = new Replies();
  replies.note('write', { decision: 'deny', message: 'Not this file.' });
  replies.note('run', { decision: 'allow', message: 'Only this once.' });
  const told = replies.next('end_turn', true);
  expect(told).toContain('write: no. Not this file.');
  expect(told).toContain('run: yes. Only this once.');
  expect(replies.next('end_turn', true)).toBeUndefined();
});

it.each([
  ['end_turn', false],
  ['cancelled', false],
  ['cancelled', true],
] as const)('tells a no without words to an agent that left its work because of it', (end, hasSpoken) => {
  const replies = new Replies();
  replies.note('write', { decision: 'deny' });
  expect(replies.next(end, hasSpoken)).toContain('write: no.');
});

it('has nothing to say of what the agent understood', () => {
  const replies = new Replies();
  replies.note('write', { decision: 'deny' });
  replies.note('run', { decision: 'allow' });
  replies.note('Which colour?', { answers: { 'Which colour?': 'Red' } });
  expect(replies.next('end_turn', true)).toBeUndefined();
  expect(replies.next('end_turn', false)).toBeUndefined();
});

it('does not go on with an agent that has used up what it may', () => {
  const replies = new Replies();
  replies.note('write', { decision: 'deny', message: 'Not this file.' });
  expect(replies.next('max_turn_requests', false)).toBeUndefined();
});
