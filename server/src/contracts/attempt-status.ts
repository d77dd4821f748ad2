export const ATTEMPT_STATUSES = [
  'QUEUED',
  'RUNNING',
  'GATES_RUNNING',
  'REVIEW_READY',
  'PR_CREATED',
  'APPROVED_MERGED',
  'FAILED',
  'CANCELLED',
] as const;
export type AttemptStatus = (typeof ATTEMPT_STATUSES)[number];

/** No work is under way: the event stream of such an attempt ends here. */
export const SETTLED_STATUSES = [
  'REVIEW_READY',
  'PR_CREATED',
  'APPROVED_MERGED',
  'FAILED',
  'CANCELLED',
] as const satisfies readonly AttemptStatus[];

/** Its change may still come into the base: who touches the same files will meet it. */
export const LIVE_STATUSES = [
  'RUNNING',
  'GATES_RUNNING',
  'REVIEW_READY',
  'PR_CREATED',
] as const satisfies readonly AttemptStatus[];

/** What the pipeline does next with an attempt; `null` when it has nothing to do. Finer than the status. */
export const ATTEMPT_PHASES = [
  'preparing',
  'installing',
  'agent',
  'snapshot',
  'gates',
  'collecting',
  'merging',
] as const;
export type AttemptPhase = (typeof ATTEMPT_PHASES)[number];

export const FAILURE_REASONS = [
  'workspace_prepare_failed',
  'agent_not_ready',
  'agent_failed',
  'agent_timeout',
  'budget_exceeded',
  'rate_limited',
  'auth_failed',
  'interrupted',
  'workspace_lost',
  'disk_full',
  'handoff_incomplete',
  'internal',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

export const CLOSED_REASONS = ['superseded', 'discarded', 'lost_comparison', 'pr_closed'] as const;
export type ClosedReason = (typeof CLOSED_REASONS)[number];

export const GATES = ['install', 'test', 'lint'] as const;
export type GateName = (typeof GATES)[number];

export const GATE_STATUSES = [
  'queued',
  'running',
  'passed',
  'failed',
  'skipped',
  'timed_out',
  'error',
] as const;
export type GateStatus = (typeof GATE_STATUSES)[number];

export const ISOLATION_KINDS = ['bubblewrap', 'container', 'process'] as const;
export type IsolationKind = (typeof ISOLATION_KINDS)[number];

export const NETWORK_POLICIES = ['open', 'proxy', 'none'] as const;
export type NetworkPolicy = (typeof NETWORK_POLICIES)[number];

export const MERGE_METHODS = ['merge', 'squash'] as const;
export type MergeMethod = (typeof MERGE_METHODS)[number];

export const ARTIFACT_KINDS = ['diff', 'log', 'gate_output', 'summary', 'transcript', 'bundle'] as const;
export type ArtifactKind = (typeof ARTIFACT_KINDS)[number];
