import type { AttemptTab } from '@/features/attempts/attempt-tabs';
import type { Attempt } from '@/lib/api/types';
import { changedNothing, isActive } from '@/lib/attempt-activity';

const ENDED_BADLY: readonly Attempt['status'][] = ['FAILED', 'CANCELLED'];

/** What a person comes for: the log while it runs and when it failed, the change when there is one. */
export function firstTab(attempt: Attempt): AttemptTab {
  if (isActive(attempt) || attempt.head_sha === null || ENDED_BADLY.includes(attempt.status)) return 'logs';
  return changedNothing(attempt) ? 'summary' : 'diff';
}
