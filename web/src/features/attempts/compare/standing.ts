import type { Attempt } from '@/lib/api/types';
import { changedNothing, isActive } from '@/lib/attempt-activity';
import { NOTHING_TO_MERGE } from '../actions/possible';

const hasLost = ({ closed }: Attempt): boolean => closed?.reason === 'lost_comparison';

/** What stands side by side: one that was sent back is stood for by what followed it, a discarded one is not wanted. */
export const comparable = (attempts: readonly Attempt[]): Attempt[] =>
  attempts.filter((attempt) => attempt.closed === null || hasLost(attempt));

export type Standing = 'picked' | 'lost' | 'open';

export function standingOf(attempt: Attempt, all: readonly Attempt[]): Standing {
  if (hasLost(attempt)) return 'lost';
  const together = (other: Attempt) =>
    other.comparison_id !== null && other.comparison_id === attempt.comparison_id;
  return attempt.closed === null && all.some((other) => together(other) && hasLost(other))
    ? 'picked'
    : 'open';
}

/** Those that a pick of this one would close. */
export const rivalsOf = (attempt: Attempt, all: readonly Attempt[]): Attempt[] =>
  all.filter(
    ({ id, closed, status }) => id !== attempt.id && closed === null && status !== 'APPROVED_MERGED',
  );

/** `null` when the attempt can be picked. */
export function whyNotPick(attempt: Attempt, all: readonly Attempt[]): string | null {
  if (hasLost(attempt)) return 'Another attempt was picked.';
  if (attempt.closed !== null) return 'It is closed.';
  if (attempt.status === 'APPROVED_MERGED') return 'It is merged already.';
  if (isActive(attempt)) return 'It is still running: wait for it or cancel it.';
  if (attempt.status === 'FAILED' || attempt.status === 'CANCELLED')
    return `A ${attempt.status.toLowerCase()} attempt cannot be picked.`;
  if (changedNothing(attempt)) return NOTHING_TO_MERGE;
  if (rivalsOf(attempt, all).length > 0) return null;
  return standingOf(attempt, all) === 'picked'
    ? 'It is picked already.'
    : 'There is no other one to choose from.';
}
