import { ApiProperty } from '@nestjs/swagger';
import {
  ATTEMPT_PHASES,
  ATTEMPT_STATUSES,
  CLOSED_REASONS,
  FAILURE_REASONS,
  GATES,
  GATE_STATUSES,
  type AttemptPhase,
  type AttemptStatus,
  type ClosedReason,
  type FailureReason,
  type GateName,
  type GateStatus,
} from '../contracts/attempt-status.js';
import {
  ATTENTION_REASONS,
  TASK_PRIORITIES,
  TASK_STATUSES,
  type AttentionReason,
  type TaskPriority,
  type TaskStatus,
} from '../contracts/task-status.js';
import { CriterionResponse } from './criterion.dto.js';

export class NeedsAttention {
  @ApiProperty({ enum: ATTENTION_REASONS })
  reason: AttentionReason;
  since: string;
  /** What it is about: the id of an attempt, a request or a message. */
  ref: string | null;
}

export class LatestAttemptFailure {
  @ApiProperty({ enum: FAILURE_REASONS })
  reason: FailureReason;
  message: string;
  retryable: boolean;
}

export class LatestAttemptClosed {
  @ApiProperty({ enum: CLOSED_REASONS })
  reason: ClosedReason;
  by: string | null;
  at: string;
}

export class LatestAttemptGate {
  @ApiProperty({ enum: GATES })
  gate: GateName;
  @ApiProperty({ enum: GATE_STATUSES })
  status: GateStatus;
  stale: boolean;
}

export class LatestAttemptDiff {
  files: number;
  additions: number;
  deletions: number;
}

/** Another attempt that may still be merged and touches the same files. */
export class AttemptOverlap {
  attempt_id: string;
  task_id: string;
  /** Such as `ANT-12`. */
  task_key: string;
  /** The first five. */
  paths: string[];
  /** Of all that both touch. */
  count: number;
}

/** The agent's provider lets it go on at `until`. */
export class LatestAttemptWaiting {
  until: string;
  message: string;
}

/** What a card shows of the newest attempt of its task. */
export class LatestAttempt {
  id: string;
  number: number;
  @ApiProperty({ enum: ATTEMPT_STATUSES })
  status: AttemptStatus;
  @ApiProperty({ enum: ATTEMPT_PHASES, nullable: true })
  phase: AttemptPhase | null;
  agent_id: string | null;
  failure: LatestAttemptFailure | null;
  closed: LatestAttemptClosed | null;
  gates: LatestAttemptGate[];
  diff: LatestAttemptDiff | null;
  cost_usd: number | null;
  waiting: LatestAttemptWaiting | null;
  /** Comments on its diff that still ask for something. */
  open_comments: number;
  /** What it does just now, in a few words. */
  activity: string | null;
  /** Attempts of other tasks, under way or in review, that touch the same files; at most ten. */
  overlaps: AttemptOverlap[];
  queued_at: string;
  started_at: string | null;
  finished_at: string | null;
}

export class SubtaskCounts {
  done: number;
  total: number;
}

/** Built by PostgreSQL: see task-json.ts. */
export class TaskResponse {
  id: string;
  project_id: string;
  number: number;
  /** Such as `ANT-12`. */
  key: string;
  title: string;
  description: string;
  @ApiProperty({ enum: TASK_STATUSES })
  status: TaskStatus;
  /** Orders the cards of a column, compared byte by byte; equal ones by id. */
  rank: string;
  @ApiProperty({ enum: TASK_PRIORITIES })
  priority: TaskPriority;
  /** Points. */
  estimate: number | null;
  labels: string[];
  focus_files: string[];
  acceptance_criteria: CriterionResponse[];
  subtasks: SubtaskCounts;
  /** How many messages its thread has. */
  message_count: number;
  agent_id: string | null;
  depends_on: string[];
  branch_name: string | null;
  pr_url: string | null;
  /** What the team does with the task now; null in solo. */
  stage: string | null;
  needs_attention: NeedsAttention | null;
  latest_attempt: LatestAttempt | null;
  archived_at: string | null;
  created_at: string;
  updated_at: string;
  version: number;
}

export class TaskPage {
  items: TaskResponse[];
  next_cursor: string | null;
}
