import type { Attempt } from '@/lib/api/types';
import { changedNothing, isActive } from '@/lib/attempt-activity';

/** `null` when the action is possible, and else why it is not. */
export interface Possible {
  run: string | null;
  retry: string | null;
  cancel: string | null;
  requestChanges: string | null;
  approve: string | null;
  createPr: string | null;
  discard: string | null;
  rerunGates: string | null;
  updateFromBase: string | null;
}

const NOT_STARTED = 'There is no attempt yet: run the task first.';
export const NOTHING_TO_MERGE = 'It changed nothing, so there is nothing to merge.';
const NO_GITHUB = 'This project is not connected to GitHub.';
const CLOSED_WORDS: Record<NonNullable<Attempt['closed']>['reason'], string> = {
  superseded: 'A later attempt took this one’s place.',
  discarded: 'This attempt was discarded.',
  lost_comparison: 'Another attempt was picked.',
  pr_closed: 'Its pull request was closed.',
};

export const isMerging = (attempt: Pick<Attempt, 'phase'>): boolean => attempt.phase === 'merging';

/** What keeps an attempt from being worked on any further, whatever the action. */
function over(attempt: Attempt): string | null {
  if (attempt.status === 'APPROVED_MERGED') return 'It is merged already.';
  if (attempt.closed) return CLOSED_WORDS[attempt.closed.reason];
  if (isMerging(attempt)) return 'It is being merged right now.';
  return isActive(attempt) ? 'It is still running: wait for it or cancel it.' : null;
}

function approvable(attempt: Attempt): string | null {
  const why = over(attempt);
  if (why !== null) return why;
  if (attempt.status === 'PR_CREATED') return 'Merge its pull request where it is.';
  if (attempt.status !== 'REVIEW_READY') return `A ${attempt.status.toLowerCase()} attempt cannot be merged.`;
  if (changedNothing(attempt)) return NOTHING_TO_MERGE;
  return attempt.head_sha === null ? 'It left no result that could be merged.' : null;
}

function openable(attempt: Attempt, githubRepo: string | null): string | null {
  const why = over(attempt);
  if (why !== null) return why;
  if (attempt.status === 'PR_CREATED') return 'Its pull request is open already.';
  return approvable(attempt) ?? (githubRepo === null ? NO_GITHUB : null);
}

function changeable(attempt: Attempt): string | null {
  const why = over(attempt);
  if (why !== null) return why;
  return attempt.head_sha === null ? 'It left no result to build on: retry instead.' : null;
}

function retryable(attempt: Attempt): string | null {
  if (attempt.status !== 'FAILED' && attempt.status !== 'CANCELLED')
    return 'Only a failed or cancelled attempt is tried again: request changes, or run a new one.';
  return attempt.agent_id === null ? 'Its agent profile is gone: run the task with another one.' : null;
}

function cancellable(attempt: Attempt): string | null {
  if (!isActive(attempt)) return 'It is not running.';
  return attempt.cancel_requested_at === null ? null : 'It is being cancelled already.';
}

const inReview = (attempt: Attempt): string | null =>
  over(attempt) ??
  (attempt.status === 'REVIEW_READY' ? null : 'Only an attempt that waits for review can do this.');

/** Why no comment can be added to its diff; `null` when one can. */
export function uncommentable(attempt: Attempt): string | null {
  if (attempt.status === 'APPROVED_MERGED') return 'It is merged already.';
  return attempt.closed && CLOSED_WORDS[attempt.closed.reason];
}

function gatesRunnable(attempt: Attempt): string | null {
  return inReview(attempt) ?? (attempt.gates.length === 0 ? 'The project names no gates.' : null);
}

export function possibleActions(attempt: Attempt | null, githubRepo: string | null = null): Possible {
  if (!attempt) {
    return {
      run: null,
      retry: NOT_STARTED,
      cancel: NOT_STARTED,
      requestChanges: NOT_STARTED,
      approve: NOT_STARTED,
      createPr: NOT_STARTED,
      discard: NOT_STARTED,
      rerunGates: NOT_STARTED,
      updateFromBase: NOT_STARTED,
    };
  }
  return {
    run: isActive(attempt) ? 'An attempt is running already.' : null,
    retry: retryable(attempt),
    cancel: cancellable(attempt),
    requestChanges: changeable(attempt),
    approve: approvable(attempt),
    createPr: openable(attempt, githubRepo),
    discard: over(attempt),
    rerunGates: gatesRunnable(attempt),
    updateFromBase: inReview(attempt),
  };
}
