import { describe, expect, it } from '@jest/globals';
import { chooseOption, decideByMode } from './permission.js';

const inside = ['/w/src/a.ts'];

describe('what a mode says to a tool call', () => {
  it.each([
    ['plan', 'read', inside, 'allow'],
    ['plan', 'search', [], 'allow'],
    ['plan', 'think', [], 'allow'],
    ['plan', 'edit', inside, 'deny'],
    ['plan', 'execute', [], 'deny'],
    ['plan', 'fetch', [], 'deny'],
    ['plan', 'other', [], 'deny'],
    ['ask', 'read', inside, 'allow'],
    ['ask', 'edit', inside, 'ask'],
    ['ask', 'other', [], 'ask'],
    ['accept_edits', 'edit', inside, 'allow'],
    ['accept_edits', 'edit', ['src/a.ts'], 'allow'],
    ['accept_edits', 'delete', inside, 'allow'],
    ['accept_edits', 'edit', [], 'ask'],
    ['accept_edits', 'edit', ['/w/../etc/passwd'], 'ask'],
    ['accept_edits', 'edit', ['/w2/a.ts'], 'ask'],
    ['accept_edits', 'edit', [...inside, '/home/agent/.profile'], 'ask'],
    ['accept_edits', 'execute', inside, 'ask'],
    ['full', 'execute', ['/etc'], 'allow'],
  ] as const)('%s, %s of %j: %s', (mode, kind, paths, decision) => {
    expect(decideByMode(mode, { kind, paths }, '/w')).toBe(decision);
  });
});

describe('the option that is chosen', () => {
  const option = (kind: 'allow_once' | 'allow_always' | 'reject_once' | 'reject_always') => ({
    optionId: `id of ${kind}`,
    name: kind,
    kind,
  });

  it('is for this once', () => {
    const options = [
      option('allow_always'),
      option('allow_once'),
      option('reject_always'),
      option('reject_once'),
    ];
    expect(chooseOption(options, true)).toBe('id of allow_once');
    expect(chooseOption(options, false)).toBe('id of reject_once');
  });

  it('is a no rather than a yes for good', () => {
    expect(chooseOption([option('allow_always'), option('reject_once')], true)).toBe('id of reject_once');
    expect(chooseOption([option('allow_always')], true)).toBeUndefined();
  });
});
