import type { Attempt } from '@/lib/api/types';
import { isActive } from '@/lib/attempt-activity';

/** `null` when the action is possible, and else why it is not. */
export interface Possible {
  run: string | null;
  requestChanges: string | null;
  approve: string | null;
  discard: string | null;
  rerunGates: string | null;
  updateFromBase: string | null;
}

const NOT_STARTED = 'There is no attempt yet: run the task first.';
const CLOSED_WORDS: Record<NonNullable<Attempt['closed']>['reason'], string> = {
  superseded: 'A later attempt took this one’s place.',
  discarded: 'This attempt was discarded.',
  lost_comparison: 'Another attempt was picked.',
  pr_closed: 'Its pull request was closed.',
};

/** What keeps an attempt from being worked on any further, whatever the action. */
function over(attempt: Attempt): string | null {
  if (attempt.status === 'APPROVED_MERGED') return 'It is merged already.';
  if (attempt.closed) return CLOSED_WORDS[attempt.closed.reason];
  return isActive(attempt) ? 'It is still running: wait for it or cancel it.' : null;
}

function approvable(attempt: Attempt): string | null {
  const why = over(attempt);
  if (why !== null) return why;
  if (attempt.status === 'PR_CREATED') return 'Merge its pull request where it is.';
  return attempt.status === 'REVIEW_READY'
    ? null
    : `A ${attempt.status.toLowerCase()} attempt cannot be merged.`;
}

function changeable(attempt: Attempt): string | null {
  const why = over(attempt);
  if (why !== null) return why;
  return attempt.head_sha === null ? 'It left no result to build on: retry instead.' : null;
}

const inReview = (attempt: Attempt): string | null =>
  over(attempt) ??
  (attempt.status === 'REVIEW_READY' ? null : 'Only an attempt that waits for review can do this.');

export function possibleActions(attempt: Attempt | null): Possible {
  if (!attempt) {
    return {
      run: null,
      requestChanges: NOT_STARTED,
      approve: NOT_STARTED,
      discard: NOT_STARTED,
      rerunGates: NOT_STARTED,
      updateFromBase: NOT_STARTED,
    };
  }
  return {
    run: isActive(attempt) ? 'An attempt is running already.' : null,
    requestChanges: changeable(attempt),
    approve: approvable(attempt),
    discard: over(attempt),
    rerunGates: inReview(attempt),
    updateFromBase: inReview(attempt),
  };
}
