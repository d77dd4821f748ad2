import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgentResult, StopReason } from '../../platform/process/run-protocol/run-record.js';
import type { AgentTaskChanges } from '../../platform/process/run-protocol/run-spec.js';
import type { AttemptUsage } from '../attempt.entity.js';
import type { WorkClock } from './work-clock.js';

export const RUN_STATES = ['starting', 'running', 'succeeded', 'failed', 'stopped', 'interrupted'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** How a step of a run ended, as its runner recorded it. */
export interface StepOutcome {
  code: number | null;
  signal: string | null;
  duration_ms: number;
  timed_out: boolean;
  error: string | null;
}

export interface RunOutcome {
  steps: Record<string, StepOutcome>;
  /** Why the runner stopped the run, if it did. */
  reason: StopReason | null;
  /** The same in words, where there is more to say. */
  detail?: string;
  /** How the agent behind an adapter ended. */
  result?: AgentResult;
  /** How many turns its model was asked for; of an agent behind an adapter. */
  turns?: number;
  work?: WorkClock;
  /** With this the agent can go on in another process. */
  session_id?: string;
  /** What the agent made of the subtasks; written to them when the agent has ended. */
  task_changes?: AgentTaskChanges;
}

/** One detached runner: the agent, the install before it, or one gate. */
@Entity('runs')
export class RunEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') attemptId: string;
  /** `agent`, `install`, `gate:<round>:<name>` or `baseline:<name>`. */
  @Column('text') purpose: string;
  @Column('text', { nullable: true }) role: string | null;
  @Column('text') token: string;
  @Column('text') directory: string;
  @Column('text') state: RunState;
  /** Bytes of the spool whose records are stored. */
  @Column('bigint', { transformer: { from: Number, to: (offset: number) => offset } }) spoolOffset: number;
  @Column('jsonb', { nullable: true }) usage: AttemptUsage | null;
  @Column('jsonb', { nullable: true }) outcome: RunOutcome | null;
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}
