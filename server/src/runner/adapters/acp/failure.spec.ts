import { describe, expect, it } from '@jest/globals';
import { RequestError } from '@agentclientprotocol/sdk';
import { NO_REFUSALS, type Refusals } from '../refusals.js';
import { failureOf, howToGoOn, NotReady, NotSignedIn, refusalIn, Refused } from './failure.js';
import { ANY_AGENT } from './presets/preset.js';

const exited = (code: number | null, signal: string | null = null) => Promise.resolve({ code, signal });
const reasonOf = async (error: unknown) => {
  const result = await failureOf(error, ANY_AGENT, exited(0));
  return result.ok ? undefined : result.reason;
};
const internal = (details: string) => RequestError.internalError({ details });

describe('how a conversation ended that broke off', () => {
  it.each([
    ['auth_failed', new RequestError(401, '{"error":{"status":"UNAUTHENTICATED"}}')],
    ['auth_failed', new RequestError(-32_000, 'Authentication required')],
    ['auth_failed', internal('401 Incorrect API key provided')],
    ['auth_failed', internal('API key not valid. Please pass a valid API key.')],
    ['rate_limited', internal('429 Too Many Requests')],
    ['rate_limited', new Refused('exceeded retry limit, last status: 429 Too Many Requests')],
    ['agent_failed', internal('something else')],
  ])('is %s', async (reason, error) => {
    expect(await reasonOf(error)).toBe(reason);
  });

  it('tells a program that is missing, one that is of no use and one that is not signed in apart', async () => {
    const closed = new Error('ACP connection closed');
    expect(await failureOf(closed, ANY_AGENT, exited(127))).toMatchObject({
      reason: 'agent_not_ready',
    });
    expect(await failureOf(closed, ANY_AGENT, exited(3))).toMatchObject({
      reason: 'agent_failed',
      message: expect.stringContaining('exit code 3'),
    });
    const notReady = new NotReady('It speaks version 2.');
    expect(await failureOf(notReady, ANY_AGENT, exited(0))).toMatchObject({
      reason: 'agent_not_ready',
    });
    expect(await failureOf(new NotSignedIn('No key.'), ANY_AGENT, exited(0))).toMatchObject({
      reason: 'auth_failed',
    });
  });
});

describe('prompting again', () => {
  const pauseOf = (error: unknown, before: Partial<Refusals> = {}) => {
    const pause = howToGoOn(error, { ...NO_REFUSALS, ...before }, 0);
    return pause && pause.until / 1_000;
  };

  it('waits as long as the provider says', () => {
    expect(pauseOf(internal('429: rate limit, try again in 20s'))).toBe(20);
    expect(pauseOf(internal('HTTP 429; retry after 2m'))).toBe(120);
    expect(pauseOf(internal('{"status":429,"retry-after":"7"}'))).toBe(7);
    expect(pauseOf(internal('429, please retry after 1500 ms'))).toBe(1.5);
    expect(pauseOf(internal('Rate limit: try again in 2 days 3 hours and 5 minutes.'))).toBe(183_900);
    expect(pauseOf(internal('429: quota exceeded, try again in 1 week'))).toBe(604_800);
  });

  it('waits as often as the provider says so, and not for months', () => {
    expect(pauseOf(internal('429: try again in 1h'), { told: 11, since: -86_400_000 })).toBe(3_600);
    expect(pauseOf(internal('429: try again in 30 days'))).toBeUndefined();
  });

  it('waits longer each time for a busy provider, and not for ever', () => {
    const busy = internal('503 Service Unavailable');
    expect([0, 1, 2, 3].map((untold) => pauseOf(busy, { untold }))).toEqual([1, 2, 4, undefined]);
  });

  it('is of no use when nobody knows until when, or the key is wrong', () => {
    expect(pauseOf(internal('429 Too Many Requests'))).toBeUndefined();
    expect(pauseOf(internal('401 Unauthorized'))).toBeUndefined();
    expect(pauseOf(new Error('503'))).toBeUndefined();
  });
});

it('takes only a short message that begins as an error for a refusal', () => {
  expect(refusalIn('Error: 429 Too Many Requests')).toBe(true);
  expect(refusalIn('API Error: 529 overloaded')).toBe(true);
  expect(refusalIn('The endpoint now answers 429.')).toBe(false);
  expect(refusalIn('Failed tests are fixed.')).toBe(false);
});
