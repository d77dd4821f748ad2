import type { AttemptPhase, FailureReason } from '../../contracts/attempt-status.js';
import { GitError } from '../../git/git-error.js';
import { isDatabaseAway } from '../../platform/database/is-database-away.js';
import { isDiskFull } from '../../platform/errors/is-disk-full.js';
import type { AttemptFailure } from '../attempt.entity.js';
import { StepFailed } from './step-failed.js';

/** Whether the same attempt started again may end better. */
const RETRYABLE: Record<FailureReason, boolean> = {
  workspace_prepare_failed: true,
  agent_not_ready: false,
  agent_failed: true,
  agent_timeout: true,
  budget_exceeded: false,
  rate_limited: true,
  auth_failed: false,
  interrupted: true,
  workspace_lost: true,
  disk_full: true,
  handoff_incomplete: true,
  internal: true,
};

export const attemptFailure = (reason: FailureReason, message: string): AttemptFailure => ({
  reason,
  message,
  retryable: RETRYABLE[reason],
});

/** What an error in a step means for its attempt; `undefined` when it is unexpected, and worth another try. */
export function failureOf(error: unknown, phase: AttemptPhase | null): AttemptFailure | undefined {
  if (error instanceof StepFailed) return attemptFailure(error.reason, error.message);
  if (isDatabaseAway(error)) return undefined; // be it that its disk is full
  if (isDiskFull(error)) return attemptFailure('disk_full', 'The disk is full.');
  if (error instanceof GitError && phase === 'preparing') {
    return attemptFailure('workspace_prepare_failed', error.message);
  }
  return undefined;
}
