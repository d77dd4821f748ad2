import { describe, expect, it } from '@jest/globals';
import { APIConnectionError, APIError } from '@anthropic-ai/sdk';
import { NO_REFUSALS, type Refusals } from '../refusals.js';
import { afterRefusal } from './after-refusal.js';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const refusal = (status: number, message = 'no', headers: Record<string, string> = {}) =>
  APIError.generate(status, { error: { type: 'x', message } }, undefined, new Headers(headers));
const after = (error: unknown, before: Partial<Refusals> = {}) =>
  afterRefusal(error, { ...NO_REFUSALS, ...before }, NOW);
const inSeconds = (seconds: number): number => NOW + seconds * 1_000;

describe('after a refusal', () => {
  it.each([
    [401, 'auth_failed'],
    [403, 'auth_failed'],
    [402, 'agent_not_ready'],
    [404, 'agent_not_ready'],
    [400, 'agent_failed'],
    [422, 'agent_failed'],
  ])('of %i there is no second try: %s', (status, reason) => {
    expect(after(refusal(status, 'because'))).toEqual({
      kind: 'failed',
      result: { ok: false, reason, message: 'because' },
    });
  });

  it.each([
    [400, 'prompt is too long: 205547 tokens > 200000 maximum'],
    [400, 'input length and `max_tokens` exceed context limit: 190000 + 32000 > 200000'],
    [413, 'Request exceeds the maximum size'],
  ])('of %i with "%s" the conversation must become shorter', (status, message) => {
    expect(after(refusal(status, message))).toEqual({ kind: 'too_long' });
  });

  it('of its own thoughts the model has to go on without them', () => {
    const message = 'messages.1.content.0: Invalid `signature` in `thinking` block';
    expect(after(refusal(400, message))).toEqual({ kind: 'invalid_thoughts', message });
  });

  it.each([
    [{ 'retry-after': '90' }, 90],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:02:00 GMT' }, 120],
    [
      {
        'anthropic-ratelimit-requests-remaining': '10',
        'anthropic-ratelimit-requests-reset': '2026-01-01T00:00:10Z',
        'anthropic-ratelimit-tokens-remaining': '0',
        'anthropic-ratelimit-tokens-reset': '2026-01-01T00:05:00Z',
      },
      300,
    ],
    [{ 'anthropic-ratelimit-unified-reset': String(inSeconds(3_600) / 1_000) }, 3_600],
  ])('of 429 it waits as long as the provider says: %j', (headers, seconds) => {
    expect(after(refusal(429, 'slow down', headers as Record<string, string>))).toEqual({
      kind: 'again',
      at: inSeconds(seconds),
      isShown: true,
      message: 'slow down',
    });
  });

  it('of 429 it comes back however often it is told when, and not when nobody says', () => {
    const told = { 'retry-after': '90' };
    const again = after(refusal(429, 'no', told), { untold: 11, told: 6, since: inSeconds(-3_600) });
    expect(again).toMatchObject({ kind: 'again', isShown: true });
    expect(after(refusal(429), { untold: 11 })).toMatchObject({
      kind: 'failed',
      result: { reason: 'rate_limited' },
    });
  });

  it('of 429 it waits for a limit of a week, and gives up when that is not the end of it', () => {
    const week = 7 * 24 * 3_600;
    const headers = { 'retry-after': String(week) };
    expect(after(refusal(429, 'no', headers))).toMatchObject({ kind: 'again', at: inSeconds(week) });
    const weekAgo = { told: 1, since: inSeconds(-week) };
    expect(after(refusal(429, 'no', headers), weekAgo)).toMatchObject({
      kind: 'failed',
      result: { reason: 'rate_limited' },
    });
  });

  it.each([
    refusal(529),
    refusal(500),
    refusal(408),
    new APIConnectionError({ message: 'cut' }),
    new Error('cut'),
  ])('that may pass it tries again, ever later, and at last gives up: %s', (error) => {
    const delays = [0, 1, 2, 7, 10].map((untold) => {
      const next = after(error, { untold });
      return next.kind === 'again' && !next.isShown ? next.at - NOW : NaN;
    });
    const bounds = [500, 1_000, 2_000, 60_000, 60_000];
    for (const [index, delay] of delays.entries()) {
      expect(delay).toBeLessThanOrEqual(bounds[index] ?? 0);
      expect(delay).toBeGreaterThanOrEqual((bounds[index] ?? 0) / 2);
    }
    expect(after(error, { untold: 11 })).toMatchObject({
      kind: 'failed',
      result: { reason: 'agent_failed' },
    });
  });
});
