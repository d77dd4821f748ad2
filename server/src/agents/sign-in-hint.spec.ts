import { describe, expect, it } from '@jest/globals';
import { signInHint } from './sign-in-hint.js';

describe('signInHint', () => {
  it.each([
    ['its variables', { adapter: 'claude', preset: null }, /server with ANTHROPIC_API_KEY or .+\.$/],
    ['that of its preset', { adapter: 'command', preset: 'codex' }, /server with OPENAI_API_KEY\.$/],
    ['one of several, to be named', { adapter: 'acp', preset: 'opencode' }, /a provider .+ env_allow/],
    ['what it wants beside a key', { adapter: 'acp', preset: 'qwen' }, /OPENAI_API_KEY\. .*OPENAI_MODEL/],
    ['one that nobody knows, to be named', { adapter: 'acp', preset: null }, /its variable in env_allow/],
  ] as const)('leads to the page Agents and says %s', (_what, profile, words) => {
    const hint = signInHint(profile);
    expect(hint).toMatch(/^Store .+ on the page Agents/);
    expect(hint).toMatch(words);
  });
});
