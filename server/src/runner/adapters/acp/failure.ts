import { RequestError } from '@agentclientprotocol/sdk';
import type { AgentFailureReason, AgentResult } from '../../../platform/process/run-protocol/run-record.js';
import type { AgentProcess } from '../adapter.js';
import { comeBackAt, type Refusals } from '../refusals.js';
import type { AcpPreset } from './presets/preset.js';

/** The agent cannot begin before a person does something about it. */
export class NotReady extends Error {}

/** It has no key, or refuses the one that it has. */
export class NotSignedIn extends Error {}

/** A refusal of the provider that the agent only told about. */
export class Refused extends Error {}

type Refusal = 'unauthorized' | 'rate limited' | 'busy';

/** Agents pass on what their provider answered as text, each in its own words; numbers are the statuses of HTTP. */
const REFUSALS: readonly (readonly [Refusal, RegExp])[] = [
  [
    'unauthorized',
    /\b(401|403)\b|unauthori[sz]ed|unauthenticated|authentication[ _](error|failed|required)|(invalid|incorrect|missing|not valid).{0,20}api[ _]?key|api[ _]?key.{0,20}(invalid|not valid|missing|not set)|permission_denied/i,
  ],
  ['rate limited', /\b429\b|rate.?limit|too many requests|resource_exhausted|quota exceeded/i],
  [
    'busy',
    /\b(500|502|503|504|529)\b|overloaded|unavailable|stream (disconnected|closed)|connection (reset|closed)|terminated|fetch failed/i,
  ],
];

const AMOUNT = String.raw`\d+(?:\.\d+)? ?(?:ms|milliseconds?|s|sec(?:ond)?s?|m|min(?:ute)?s?|h|hours?|d|days?|w|weeks?)?\b`;
const KNOWN_PAUSE = new RegExp(
  String.raw`(?:retry|try again|reset)[a-z _-]*?(?:after|in)\D{0,6}(${AMOUNT}(?:,? (?:and )?${AMOUNT})*)`,
  'i',
);
const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const MOST_UNTOLD = 3;
const FIRST_PAUSE_MS = 1_000;

const refusalOf = (text: string): Refusal | undefined => REFUSALS.find(([, words]) => words.test(text))?.[0];

/** Whether a whole message is but a provider's refusal, said by an agent that ends its turn as if all were well. */
export const refusalIn = (message: string): boolean =>
  /^\W*(api |http |unexpected |request |provider )?(error|failed)\b/i.test(message) &&
  message.length < 1_000 &&
  refusalOf(message) !== undefined;

export interface Pause {
  /** Milliseconds since the epoch. */
  readonly until: number;
  /** The provider said so. */
  readonly isTold: boolean;
  readonly message: string;
}

/** When to prompt again; undefined: there is no use in it. */
export function howToGoOn(error: unknown, before: Refusals, now: number): Pause | undefined {
  if (!(error instanceof RequestError || error instanceof Refused)) return undefined;
  const text = textOf(error);
  const refusal = refusalOf(text);
  const known = refusal === 'rate limited' ? KNOWN_PAUSE.exec(text)?.[1] : undefined;
  if (known !== undefined) {
    const until = comeBackAt(now + pauseMs(known), before, now);
    return until === undefined
      ? undefined
      : { until, isTold: true, message: 'The provider allows no more for now' };
  }
  if (refusal !== 'busy' || before.untold >= MOST_UNTOLD) return undefined;
  const until = now + FIRST_PAUSE_MS * 2 ** before.untold;
  return { until, isTold: false, message: 'The provider is busy' };
}

/** `2 days, 3 hours`, `20s`; a number alone is seconds. */
const pauseMs = (text: string): number =>
  [...text.matchAll(/(\d+(?:\.\d+)?) ?([a-z]*)/gi)]
    .map(([, amount, unit = '']) => Number(amount) * unitMs(unit.toLowerCase()))
    .reduce((one, other) => one + other, 0);

const unitMs = (unit: string): number => (/^m(s|illi)/.test(unit) ? 1 : (UNIT_MS[unit.charAt(0)] ?? 1_000));

/** How a conversation ended that broke off. */
export async function failureOf(
  error: unknown,
  { title }: AcpPreset,
  exited: AgentProcess['exited'],
): Promise<AgentResult> {
  if (error instanceof NotReady) return { ok: false, reason: 'agent_not_ready', message: error.message };
  if (error instanceof NotSignedIn) return { ok: false, reason: 'auth_failed', message: error.message };
  if (!(error instanceof RequestError || error instanceof Refused)) return lost(error, title, await exited);
  const text = textOf(error);
  const refusal = refusalOf(text);
  if (refusal === 'unauthorized') {
    return { ok: false, reason: 'auth_failed', message: `The provider refused the key: ${text}` };
  }
  const reason: AgentFailureReason = refusal === 'rate limited' ? 'rate_limited' : 'agent_failed';
  return { ok: false, reason, message: `${title} gave up: ${text}` };
}

/** Shells exit so when there is no such program. */
const NO_PROGRAM = 127;

function lost(
  error: unknown,
  title: string,
  { code, signal }: { code: number | null; signal: string | null },
): AgentResult {
  if (code === NO_PROGRAM) {
    return {
      ok: false,
      reason: 'agent_not_ready',
      message: `${title} is not installed where its command looks for it.`,
    };
  }
  const how = code === null ? `was ended by ${signal ?? 'a signal'}` : `ended with the exit code ${code}`;
  const words = error instanceof Error ? error.message : String(error);
  return {
    ok: false,
    reason: 'agent_failed',
    message: `${title} ${how} in the middle of its work: ${words}`,
  };
}

const MOST_WORDS = 2_000;

/** JSON-RPC has a short message, and the reason in the data; some agents put the status of HTTP into its code. */
function textOf(error: RequestError | Refused): string {
  const data =
    error instanceof RequestError && error.data !== undefined ? ` ${JSON.stringify(error.data)}` : '';
  return `${error.message}${data}`.slice(0, MOST_WORDS);
}
