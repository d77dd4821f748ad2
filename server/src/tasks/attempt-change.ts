import type { AttentionReason } from '../contracts/task-status.js';
import type { LatestAttempt, NeedsAttention } from './task-response.dto.js';
import type { TaskEntity } from './task.entity.js';

/** What a task learns of its attempts; what is absent stays as it is. */
export interface AttemptChange {
  readonly latestAttempt?: LatestAttempt;
  readonly event?: 'attempt_running' | 'review_ready' | 'merged' | 'changes_requested';
  readonly needsAttention?: { readonly reason: AttentionReason; readonly ref: string | null } | null;
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
    latestAttempt: newest(task.latestAttempt, change.latestAttempt),
    needsAttention: attention(task.needsAttention, change.needsAttention, now),
    headSha: change.headSha === undefined ? task.headSha : change.headSha,
    branchName: change.branchName === undefined ? task.branchName : change.branchName,
    prUrl: change.prUrl === undefined ? task.prUrl : change.prUrl,
  };
}

/** An older attempt, or a closed one, may report after another has begun: the card goes on showing that, while it is open. */
function newest(known: LatestAttempt | null, told: LatestAttempt | undefined): LatestAttempt | null {
  if (told === undefined || known === null) return told ?? known;
  const isOther = known.id !== told.id && known.closed === null;
  return isOther && (known.number > told.number || told.closed !== null) ? known : told;
}

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
