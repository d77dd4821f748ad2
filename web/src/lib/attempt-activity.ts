import type { Attempt, AttemptDetail, Gate, LatestAttempt } from './api/types';
import { moment } from './format/moment';

export type Tone = 'stone' | 'slate' | 'ochre' | 'fig' | 'moss' | 'brick' | 'amber' | 'lake';

export interface Activity {
  text: string;
  tone: Tone;
  running: boolean;
}

type AnyGate = Pick<Gate, 'gate' | 'status'> & Partial<Pick<Gate, 'exit_code'>>;

/** What an attempt and a card's knowledge of it have in common, and what only one of them says. */
type AttemptState = Pick<Attempt | LatestAttempt, 'status' | 'phase' | 'failure' | 'closed'> & {
  gates: readonly AnyGate[];
} & Partial<Pick<Attempt, 'base_branch' | 'cancel_requested_at' | 'diff' | 'waiting'>> &
  Partial<Pick<LatestAttempt, 'activity'>> &
  Partial<Pick<AttemptDetail, 'requests'>>;

const ACTIVE: readonly Attempt['status'][] = ['QUEUED', 'RUNNING', 'GATES_RUNNING'];

export const isActive = (attempt: Pick<Attempt, 'status'>): boolean => ACTIVE.includes(attempt.status);

/** It ended well and there is nothing of it to review or to merge. */
export const changedNothing = ({ status, diff }: Pick<AttemptState, 'status' | 'diff'>): boolean =>
  status === 'REVIEW_READY' && diff?.files === 0;

const PHASES: Record<NonNullable<Attempt['phase']>, string> = {
  preparing: 'Preparing the workspace',
  installing: 'Installing dependencies',
  agent: 'Agent at work',
  snapshot: 'Taking a snapshot',
  gates: 'Running gates',
  collecting: 'Collecting results',
  merging: 'Merging',
};

const CLOSED: Record<NonNullable<Attempt['closed']>['reason'], string> = {
  superseded: 'Changes requested',
  discarded: 'Discarded',
  lost_comparison: 'Another attempt was picked',
  pr_closed: 'Pull request closed',
};

const isRed = (gate: AnyGate): boolean => ['failed', 'timed_out', 'error'].includes(gate.status);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function redGate(gate: AnyGate): string {
  if (gate.status === 'timed_out') return `${capital(gate.gate)} timed out`;
  return `${capital(gate.gate)} failed${(gate.exit_code ?? null) === null ? '' : ` · exit ${gate.exit_code}`}`;
}

function ready(attempt: AttemptState): Activity {
  if (changedNothing(attempt)) return { text: 'Changed nothing', tone: 'stone', running: false };
  const red = attempt.gates.find(isRed);
  if (red) return { text: redGate(red), tone: 'brick', running: false };
  return { text: 'Ready for your review', tone: 'fig', running: false };
}

export const waitingWords = ({ until }: NonNullable<Attempt['waiting']>): string =>
  `Waits for the provider until ${moment(until)}`;

function running(attempt: AttemptState): Activity {
  if (typeof attempt.cancel_requested_at === 'string')
    return { text: 'Cancelling', tone: 'stone', running: true };
  if (attempt.waiting) return { text: waitingWords(attempt.waiting), tone: 'ochre', running: false };
  if (attempt.requests && attempt.requests.length > 0)
    return { text: 'Waits for your answer', tone: 'amber', running: false };
  const gate = attempt.gates.find((entry) => entry.status === 'running');
  const phase = gate ? `Running ${gate.gate}` : PHASES[attempt.phase ?? 'agent'];
  return { text: attempt.activity ?? phase, tone: 'lake', running: true };
}

/** One line that says what an attempt is doing, or how it ended. */
export function activityOf(attempt: AttemptState): Activity {
  if (attempt.closed) return { text: CLOSED[attempt.closed.reason], tone: 'stone', running: false };
  switch (attempt.status) {
    case 'QUEUED':
      return { text: 'Queued', tone: 'slate', running: true };
    case 'RUNNING':
    case 'GATES_RUNNING':
      return running(attempt);
    case 'REVIEW_READY':
      return ready(attempt);
    case 'PR_CREATED':
      return { text: 'Pull request open', tone: 'fig', running: false };
    case 'APPROVED_MERGED':
      return {
        text: attempt.base_branch === undefined ? 'Merged' : `Merged to ${attempt.base_branch}`,
        tone: 'moss',
        running: false,
      };
    case 'FAILED':
      return { text: attempt.failure?.message ?? 'Failed', tone: 'brick', running: false };
    case 'CANCELLED':
      return { text: 'Cancelled', tone: 'stone', running: false };
  }
}
