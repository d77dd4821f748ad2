import { APIError } from '@anthropic-ai/sdk';
import type { AgentFailureReason, AgentResult } from '../../../platform/process/run-protocol/run-record.js';
import { comeBackAt, type Refusals } from '../refusals.js';

export type AfterRefusal =
  /** `isShown`: the provider said how long, so that a person should know. */
  | { readonly kind: 'again'; readonly at: number; readonly isShown: boolean; readonly message: string }
  | { readonly kind: 'too_long' }
  | { readonly kind: 'invalid_thoughts'; readonly message: string }
  | { readonly kind: 'failed'; readonly result: AgentResult & { readonly ok: false } };

/** As often in a row without being told until when; with the delays below that is five minutes of an overloaded provider. */
const MAX_UNTOLD = 12;
const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 60_000;
/** What the provider says in a 400: no code names these. */
const TOO_LONG =
  /prompt is too long|exceed(s|ed)? (the )?context|context (window|length)|too many (input )?tokens/i;
const INVALID_THOUGHTS = /thinking|signature/i;

/** What to do after the model's provider, or the way to it, did not answer; `before`: the same request's refusals so far. */
export function afterRefusal(error: unknown, before: Refusals, now: number): AfterRefusal {
  const refusal: Refusal = error instanceof APIError ? (error as Refusal) : {};
  const message = messageOf(error);
  return finalVerdict(refusal.status, message) ?? tryAgain(refusal, message, before, now);
}

/** What of an APIError counts here: it is generic, and none of it need be there. */
interface Refusal {
  readonly status?: number | undefined;
  readonly headers?: Headers | undefined;
}

const fail = (reason: AgentFailureReason, message: string): AfterRefusal => ({
  kind: 'failed',
  result: { ok: false, reason, message },
});

/** Undefined for what may pass. */
function finalVerdict(status: number | undefined, message: string): AfterRefusal | undefined {
  if (status === undefined || isTemporary(status)) return undefined;
  if (status === 401 || status === 403) return fail('auth_failed', message);
  if (status === 402 || status === 404) return fail('agent_not_ready', message);
  if (status === 413 || TOO_LONG.test(message)) return { kind: 'too_long' };
  if (INVALID_THOUGHTS.test(message)) return { kind: 'invalid_thoughts', message };
  return fail('agent_failed', message);
}

function tryAgain(
  { status, headers }: Refusal,
  message: string,
  before: Refusals,
  now: number,
): AfterRefusal {
  const until = toldTime(headers, now);
  const untold = before.untold + 1;
  const later = untold < MAX_UNTOLD ? now + delayOf(untold) : undefined;
  const at = until === undefined ? later : comeBackAt(until, before, now);
  if (at === undefined) return fail(status === 429 ? 'rate_limited' : 'agent_failed', message);
  return { kind: 'again', at, isShown: until !== undefined, message };
}

const isTemporary = (status: number): boolean =>
  status === 408 || status === 409 || status === 429 || status >= 500;

/** Half to all of a doubling time, so that many agents do not come back at once. */
const delayOf = (untold: number): number =>
  Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (untold - 1)) * (0.5 + Math.random() / 2);

/** https://platform.claude.com/docs/en/api/rate-limits#response-headers */
function toldTime(headers: Headers | undefined, now: number): number | undefined {
  const retryAfter = headers?.get('retry-after');
  if (retryAfter) {
    const seconds = Number(retryAfter);
    const time = Number.isNaN(seconds) ? Date.parse(retryAfter) : now + seconds * 1_000;
    if (time > now) return time;
  }
  const resets = [...(headers ?? [])].flatMap(([name, value]) => {
    const [, limit] = /^anthropic-ratelimit-(.+)-reset$/.exec(name) ?? [];
    const time = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value);
    const remaining = headers?.get(`anthropic-ratelimit-${limit ?? ''}-remaining`);
    return limit !== undefined && time > now ? [{ time, isUsedUp: remaining === '0' }] : [];
  });
  const usedUp = resets.filter(({ isUsedUp }) => isUsedUp).map(({ time }) => time);
  if (usedUp.length > 0) return Math.max(...usedUp);
  return resets.length > 0 ? Math.min(...resets.map(({ time }) => time)) : undefined;
}

function messageOf(error: unknown): string {
  if (error instanceof APIError && error.apiMessage !== null) return error.apiMessage;
  return error instanceof Error ? error.message : String(error);
}
