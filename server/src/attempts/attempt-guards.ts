import { SETTLED_STATUSES } from '../contracts/attempt-status.js';
import type { AttemptEntity } from './attempt.entity.js';
import { attemptClosed, attemptMerging, illegalTransition } from './attempts.errors.js';

export const isSettledUnmerged = ({ status }: AttemptEntity): boolean =>
  status !== 'APPROVED_MERGED' && SETTLED_STATUSES.some((settled) => settled === status);

/** Refuses what is under way, merged, closed, or has no result. */
export function refuseUnlessOpenResult(attempt: AttemptEntity, action: string): void {
  if (attempt.phase === 'merging') throw attemptMerging();
  if (attempt.closed) throw attemptClosed(attempt.closed.reason);
  if (!isSettledUnmerged(attempt) || !attempt.headSha) throw illegalTransition(action, attempt.status);
}
