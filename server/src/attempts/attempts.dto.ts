import { ApiProperty } from '@nestjs/swagger';
import {
  ATTEMPT_PHASES,
  ATTEMPT_STATUSES,
  type AttemptPhase,
  type AttemptStatus,
  CLOSED_REASONS,
  type ClosedReason,
  FAILURE_REASONS,
  type FailureReason,
  ISOLATION_KINDS,
  type IsolationKind,
  NETWORK_POLICIES,
  type NetworkPolicy,
} from '../contracts/attempt-status.js';
import { GateDto } from '../gates/gates.service.js';
import { DiffStatsDto } from './review/attempt-review.dto.js';
import { PendingRequestDto } from './requests/agent-request.dto.js';

export class AttemptFailureDto {
  @ApiProperty({ enum: FAILURE_REASONS, enumName: 'FailureReason' }) reason: FailureReason;
  message: string;
  retryable: boolean;
}

export class AttemptClosedDto {
  @ApiProperty({ enum: CLOSED_REASONS, enumName: 'ClosedReason' }) reason: ClosedReason;
  by: string;
  at: string;
}

export class IsolationDto {
  @ApiProperty({ enum: ISOLATION_KINDS }) kind: IsolationKind;
  @ApiProperty({ enum: NETWORK_POLICIES }) network: NetworkPolicy;
  degraded_reason: string | null;
}

/** Null where the agent does not say; never 0 for unknown. */
export class UsageDto {
  input_tokens: number | null;
  output_tokens: number | null;
  cache_read_tokens: number | null;
  cache_write_tokens?: number | null;
  /** Null: the agent does not say, or its model has no known price. */
  cost_usd: number | null;
}

/** The agent's provider lets it go on at `until`. */
export class AttemptWaitingDto {
  until: string;
  message: string;
}

export class VerificationDto {
  status: string;
  by: string;
  head_sha: string;
  corrections: string | null;
}

export class ReviewDto {
  status: string;
  by: string;
  head_sha: string;
}

export class AgentRunDto {
  id: string;
  task_id: string;
  attempt_id: string;
  role: string | null;
  subtask_id: string | null;
  thread_id: string | null;
  @ApiProperty({ enum: ['starting', 'running', 'succeeded', 'failed', 'stopped', 'interrupted'] })
  status: string;
  started_at: string;
  finished_at: string | null;
  usage: UsageDto | null;
}

export class MergeOverrideDto {
  reason: string;
  items: string[];
  by: string;
  at: string;
}

export class MergeDto {
  base_sha: string;
  override: MergeOverrideDto | null;
}

export class AttemptDto {
  id: string;
  task_id: string;
  project_id: string;
  parent_attempt_id: string | null;
  /** The same for attempts that were started together, or picked from; null for one that stands alone. */
  comparison_id: string | null;
  number: number;
  agent_id: string | null;
  /** The name of the profile when the attempt was started. */
  agent_name: string;
  @ApiProperty({ enum: ATTEMPT_STATUSES, enumName: 'AttemptStatus' }) status: AttemptStatus;
  @ApiProperty({ enum: ATTEMPT_PHASES, enumName: 'AttemptPhase', nullable: true, type: String })
  phase: AttemptPhase | null;
  failure: AttemptFailureDto | null;
  closed: AttemptClosedDto | null;
  branch: string;
  base_branch: string;
  base_sha: string | null;
  start_sha: string | null;
  head_sha: string | null;
  /** The head's tree without `.antfarm/`. */
  tree_sha: string | null;
  /** The size of the change; null until there is a result. */
  diff: DiffStatsDto | null;
  summary: string | null;
  feedback: string | null;
  gates: GateDto[];
  verification: VerificationDto | null;
  review: ReviewDto | null;
  isolation: IsolationDto | null;
  usage: UsageDto | null;
  waiting: AttemptWaitingDto | null;
  runs: AgentRunDto[];
  workspace_path: string | null;
  queued_at: string;
  started_at: string | null;
  finished_at: string | null;
  cancel_requested_at: string | null;
  pr_url: string | null;
  merge_sha: string | null;
  merge: MergeDto | null;
  /** The number of its last event. */
  last_seq: number;
  version: number;
}

export class AttemptListDto {
  items: AttemptDto[];
  next_cursor: string | null;
}

export class TaskHeadDto {
  id: string;
  key: string;
  title: string;
}

export class ProjectAttemptDto extends AttemptDto {
  task: TaskHeadDto;
}

export class ProjectAttemptListDto {
  items: ProjectAttemptDto[];
  next_cursor: string | null;
}

/** Several attempts started at once. */
export class StartedAttemptsDto {
  items: AttemptDto[];
}

export class AttemptEventBodyDto {
  kind: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) payload: Record<string, unknown>;
}

export class AttemptEventDto {
  attempt_id: string;
  seq: number;
  ts: string;
  event: AttemptEventBodyDto;
}

export class EventPageDto {
  items: AttemptEventDto[];
  /** Pass as `after` for what follows; null when these are the last for now. */
  next_after: number | null;
}

export class ArtifactDto {
  id: string;
  kind: string;
  name: string;
  content_type: string;
  /** Bytes. */
  size: number;
  sha256: string;
  created_at: string;
}

export class ArtifactListDto {
  items: ArtifactDto[];
  next_cursor: string | null;
}

export class AttemptDetailDto extends AttemptDto {
  /** What the agent waits for, oldest first. */
  requests: PendingRequestDto[];
  /** The last 100. */
  events: AttemptEventDto[];
  artifacts: ArtifactDto[];
}
