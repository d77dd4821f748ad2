import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { AgentAdapter, AgentLimits } from '../agents/agents.service.js';
import type { PermissionMode } from '../contracts/agent-request.js';
import type {
  AttemptPhase,
  AttemptStatus,
  ClosedReason,
  FailureReason,
  GateName,
  IsolationKind,
  NetworkPolicy,
} from '../contracts/attempt-status.js';

export interface AttemptFailure {
  reason: FailureReason;
  message: string;
  retryable: boolean;
}

export interface AttemptClosed {
  reason: ClosedReason;
  by: string;
  at: string;
}

export interface AttemptIsolation {
  kind: IsolationKind;
  network: NetworkPolicy;
  /** Why a weaker isolation than the profile asks for was used. */
  degraded_reason: string | null;
}

export interface AttemptUsage {
  input_tokens: number | null;
  output_tokens: number | null;
  cache_read_tokens: number | null;
  cache_write_tokens?: number | null;
  cost_usd: number | null;
}

/** The provider makes the agent wait. */
export interface AttemptWaiting {
  until: string;
  message: string;
}

export interface DiffStats {
  files: number;
  additions: number;
  deletions: number;
}

export interface MergeOverride {
  reason: string;
  items: string[];
  by: string;
  at: string;
}

/** The agent profile as it was when the attempt was started: later edits do not change a run under way. */
export interface AgentAtStart {
  name: string;
  adapter: AgentAdapter;
  /** The known program behind it, such as `gemini`. */
  preset: string | null;
  command: string | null;
  model: string | null;
  permission_mode: PermissionMode;
  sandbox: 'auto' | 'required' | 'off' | 'container';
  network: NetworkPolicy;
  env_allow: string[];
  /** Names of the variables with which its adapter reaches the model's provider. */
  credentials: string[];
  /** Null or absent: without limit. */
  limits: Partial<AgentLimits>;
  instructions: string | null;
  mcp_servers: Record<string, object>;
}

@Entity('attempts')
export class AttemptEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') taskId: string;
  @Column('uuid') projectId: string;
  @Column('uuid', { nullable: true }) parentAttemptId: string | null;
  /** The same for attempts of a task that stand against each other. */
  @Column('uuid', { nullable: true }) comparisonId: string | null;
  @Column('int') number: number;
  @Column('uuid', { nullable: true }) agentId: string | null;
  @Column('jsonb') agent: AgentAtStart;
  /** Whether the install command runs in the workspace before the agent. */
  @Column('boolean', { default: false }) installFirst: boolean;
  @Column('text') status: AttemptStatus;
  @Column('text', { nullable: true }) phase: AttemptPhase | null;
  @Column('jsonb', { nullable: true }) failure: AttemptFailure | null;
  @Column('jsonb', { nullable: true }) closed: AttemptClosed | null;
  @Column('text') branch: string;
  @Column('text') baseBranch: string;
  @Column('text', { nullable: true }) baseSha: string | null;
  @Column('text', { nullable: true }) startSha: string | null;
  @Column('text', { nullable: true }) headSha: string | null;
  /** Files in conflict with the base: what the agent is given to resolve, then what it left with conflict markers. */
  @Column('text', { array: true, default: '{}' }) conflicts: string[];
  /** Files of its commits that hold a key which its runs were given. */
  @Column('text', { array: true, default: '{}' }) filesWithKeys: string[];
  /** The head's tree without `.antfarm/`: what evidence is bound to. */
  @Column('text', { nullable: true }) treeSha: string | null;
  @Column('text', { nullable: true }) summary: string | null;
  @Column('text', { nullable: true }) feedback: string | null;
  @Column('jsonb', { nullable: true }) diffStats: DiffStats | null;
  @Column('jsonb', { nullable: true }) isolation: AttemptIsolation | null;
  @Column('jsonb', { nullable: true }) usage: AttemptUsage | null;
  @Column('jsonb', { nullable: true }) waiting: AttemptWaiting | null;
  @Column('text', { nullable: true }) mergeSha: string | null;
  @Column('jsonb', { nullable: true }) merge: { base_sha: string; override: MergeOverride | null } | null;
  @Column('text', { nullable: true }) prUrl: string | null;
  @Column('text', { nullable: true }) workspacePath: string | null;
  /** The gates of the round under way. */
  @Column('text', { array: true, default: '{}' }) gatesWanted: GateName[];
  /** Counts the times that gates were asked for: names their checkout and runs. */
  @Column('int', { default: 0 }) gatesRound: number;
  /** Steps that threw unexpectedly since the last transition. */
  @Column('int', { default: 0 }) pipelineErrors: number;
  @Column('timestamptz', { nullable: true }) cancelRequestedAt: Date | null;
  @Column('timestamptz') queuedAt: Date;
  @Column('timestamptz', { nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
  @Column('int', { default: 0 }) lastSeq: number;
  @Column('text', { nullable: true }) hostId: string | null;
  @Column('text', { nullable: true }) leaseOwner: string | null;
  @Column('timestamptz', { nullable: true }) leaseExpiresAt: Date | null;
  @Column('bigint', { default: 0, transformer: { from: Number, to: (fence: number) => fence } })
  fence: number;
  @VersionColumn() version: number;
}
