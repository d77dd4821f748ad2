import type { AttentionReason } from '../contracts/task-status.js';
import { LIVE_STATUSES } from '../contracts/attempt-status.js';
import type { AttemptOverlap, LatestAttempt, NeedsAttention } from './task-response.dto.js';
import type { TaskEntity } from './task.entity.js';

/** An agent asks, and goes on when it is answered. */
const REQUEST_REASONS: readonly AttentionReason[] = ['permission', 'question', 'plan'];

/** What an attempt says of itself; what it shares with others is told apart. */
export interface AttemptReport extends Omit<LatestAttempt, 'overlaps' | 'activity'> {
  /** Absent when it still does what it did. */
  readonly activity?: string | null;
}

/** What a task learns of its attempts; what is absent stays as it is. */
export interface AttemptChange {
  readonly latestAttempt?: AttemptReport;
  /** Left out when the card shows another attempt. */
  readonly overlaps?: { readonly attemptId: string; readonly found: readonly AttemptOverlap[] };
  readonly event?: 'attempt_running' | 'review_ready' | 'merged' | 'changes_requested';
  readonly needsAttention?: { readonly reason: AttentionReason; readonly ref: string | null } | null;
  /** No agent of the task waits for an answer any more: takes the place of a request, and of nothing else. */
  readonly afterRequest?: AttemptChange['needsAttention'];
  readonly headSha?: string | null;
  readonly branchName?: string | null;
  readonly prUrl?: string | null;
}

type AttemptColumns = Pick<
  TaskEntity,
  'latestAttempt' | 'needsAttention' | 'headSha' | 'branchName' | 'prUrl'
>;

/** The columns of a task after the change. */
export function applyAttemptChange(task: AttemptColumns, change: AttemptChange, now: Date): AttemptColumns {
  return {
    latestAttempt: withOverlaps(newest(task.latestAttempt, change.latestAttempt), change.overlaps),
    needsAttention: attention(
      task.needsAttention,
      change.afterRequest !== undefined && isRequest(task.needsAttention)
        ? change.afterRequest
        : change.needsAttention,
      now,
    ),
    headSha: change.headSha === undefined ? task.headSha : change.headSha,
    branchName: change.branchName === undefined ? task.branchName : change.branchName,
    prUrl: change.prUrl === undefined ? task.prUrl : change.prUrl,
  };
}

/** An older attempt, or a closed one, may report after another has begun: the card goes on showing that, while it is open. */
function newest(known: LatestAttempt | null, told: AttemptReport | undefined): LatestAttempt | null {
  if (told === undefined) return known;
  const { activity = null } = told;
  if (known === null) return { ...told, activity, overlaps: [] };
  const isOther = known.id !== told.id && known.closed === null;
  if (isOther && (known.number > told.number || told.closed !== null)) return known;
  if (known.id !== told.id) return { ...told, activity, overlaps: [] };
  return { activity: known.activity, ...told, overlaps: isLive(told) ? known.overlaps : [] };
}

const isLive = ({ status, closed }: AttemptReport): boolean =>
  closed === null && LIVE_STATUSES.some((live) => live === status);

function withOverlaps(
  shown: LatestAttempt | null,
  overlaps: AttemptChange['overlaps'],
): LatestAttempt | null {
  if (shown === null || overlaps?.attemptId !== shown.id || !isLive(shown)) return shown;
  const report: Omit<LatestAttempt, 'overlaps'> = shown;
  return { ...report, overlaps: [...overlaps.found] };
}

const isRequest = (known: NeedsAttention | null): boolean =>
  known !== null && REQUEST_REASONS.includes(known.reason);

/** The wait goes on while its reason and its object stay the same. */
function attention(
  known: NeedsAttention | null,
  told: AttemptChange['needsAttention'],
  now: Date,
): NeedsAttention | null {
  if (told === undefined) return known;
  if (told === null) return null;
  const same = known?.reason === told.reason && known.ref === told.ref;
  return { reason: told.reason, since: same ? known.since : now.toISOString(), ref: told.ref };
}
