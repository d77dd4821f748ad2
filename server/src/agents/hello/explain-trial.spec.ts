import { explainTrial } from './explain-trial.js';
import type { TrialResult } from './agent-trial.port.js';

const agent = {
  name: 'Ada',
  adapter: 'command',
  command: 'claude -p',
  preset: 'claude',
  network: 'open',
} as const;
const explain = (part: Partial<TrialResult>) =>
  explainTrial(agent, { end: 'exited', exitCode: 1, output: '', problem: null, ...part }, 60_000);

describe('explainTrial', () => {
  it('is content with an answer, and says when there was none', () => {
    expect(explain({ exitCode: 0, output: 'Hello!' })).toEqual({
      ok: true,
      detail: 'Ada answered.',
      hint: null,
    });
    expect(explain({ exitCode: 0, output: ' \n' })).toMatchObject({
      ok: true,
      detail: expect.stringContaining('nothing'),
    });
  });

  it.each<[string, Partial<TrialResult>, RegExp, RegExp]>([
    ['a program that is missing', { exitCode: 127 }, /claude was not found/, /agents:install -- claude/],
    ['one that cannot be executed', { exitCode: 126 }, /cannot be executed/, /chmod/],
    [
      'a refused key',
      { output: 'Invalid API key · Please run /login' },
      /not to be signed in/,
      /ANTHROPIC_API_KEY/,
    ],
    ['a status of 401', { output: 'API Error: 401' }, /not to be signed in/, /key/],
    ['no network', { output: 'getaddrinfo EAI_AGAIN api.example' }, /network/, /connection/],
    ['time that ran out', { end: 'timed_out', exitCode: null }, /60 s/, /asks nothing/],
    [
      'a provider out of reach until the time ran out',
      { end: 'timed_out', exitCode: null, output: 'TypeError: fetch failed' },
      /60 s .*could not reach/,
      /ANTHROPIC_BASE_URL/,
    ],
    [
      'a provider that made it wait',
      { end: 'timed_out', exitCode: null, output: 'The provider allows no more for now' },
      /allows no more/,
      /later/,
    ],
    ['an address that is wrong', { output: 'code: 404' }, /no such thing/, /model .+ ANTHROPIC_BASE_URL/],
    ['a sign-in that waits', { end: 'timed_out', exitCode: null, output: 'Please log in' }, /60 s/, /key/],
    ['too much output', { end: 'stopped', problem: 'output_limit' }, /too much/, /again/],
    ['no sandbox', { end: 'not_started', problem: 'The sandbox does not work' }, /sandbox/, /profile/],
    ['anything else', { exitCode: 3, output: 'oops' }, /exit code 3/, /terminal/],
    ['a signal', { exitCode: null }, /signal/, /terminal/],
  ])('says of %s what it was and what to do', (_what, part, detail, hint) => {
    const explained = explain(part);
    expect(explained.ok).toBe(false);
    expect(explained.detail).toMatch(detail);
    expect(explained.hint).toMatch(hint);
  });
});
