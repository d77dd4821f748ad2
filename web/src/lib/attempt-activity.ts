import type { Attempt, Gate } from './api/types';

export type Tone = 'stone' | 'slate' | 'ochre' | 'fig' | 'moss' | 'brick' | 'amber' | 'lake';

export interface Activity {
  text: string;
  tone: Tone;
  running: boolean;
}

const ACTIVE: readonly Attempt['status'][] = ['QUEUED', 'RUNNING', 'GATES_RUNNING'];

export const isActive = (attempt: Attempt): boolean => ACTIVE.includes(attempt.status);

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

const isRed = (gate: Gate): boolean => ['failed', 'timed_out', 'error'].includes(gate.status);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function redGate(gate: Gate): string {
  if (gate.status === 'timed_out') return `${capital(gate.gate)} timed out`;
  return `${capital(gate.gate)} failed${gate.exit_code === null ? '' : ` · exit ${gate.exit_code}`}`;
}

function ready(attempt: Attempt): Activity {
  const red = attempt.gates.find(isRed);
  if (red) return { text: redGate(red), tone: 'brick', running: false };
  return { text: 'Ready for your review', tone: 'fig', running: false };
}

function running(attempt: Attempt): Activity {
  if (attempt.cancel_requested_at !== null) return { text: 'Cancelling', tone: 'stone', running: true };
  const gate = attempt.gates.find((entry) => entry.status === 'running');
  const text = gate ? `Running ${gate.gate}` : PHASES[attempt.phase ?? 'agent'];
  return { text, tone: 'lake', running: true };
}

/** One line that says what an attempt is doing, or how it ended. */
export function activityOf(attempt: Attempt): Activity {
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
      return { text: `Merged to ${attempt.base_branch}`, tone: 'moss', running: false };
    case 'FAILED':
      return { text: attempt.failure?.message ?? 'Failed', tone: 'brick', running: false };
    case 'CANCELLED':
      return { text: 'Cancelled', tone: 'stone', running: false };
  }
}
