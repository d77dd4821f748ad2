import type { AttemptEvent } from '../../../contracts/attempt-event.js';

/** One line of the spool. `n` counts from 1 without gaps; `at` is milliseconds since the epoch. */
export type RunRecord = { n: number; at: number } & RecordBody;

export type RecordBody =
  | { kind: 'run_started'; protocol: number }
  | { kind: 'step_started'; step: string }
  | OutputRecord
  /** What the agent itself reported; validated, but a claim. */
  | { kind: 'agent_event'; step: string; event: AgentEvent }
  /** Output faster than `linesPerSecond`: these lines are only in the raw log. */
  | { kind: 'throttled'; step: string; lines: number; bytes: number }
  | { kind: 'disk_was_full'; durationMs: number }
  | { kind: 'input_closed'; step: string; error: string }
  | { kind: 'raw_log_stopped'; step: string; reason: string }
  | { kind: 'answered'; requestId: string; delivered: boolean }
  | { kind: 'stop_requested'; reason: StopReason }
  | StepExitRecord
  | { kind: 'step_skipped'; step: string }
  | ExitRecord;

export interface OutputRecord {
  kind: 'stdout' | 'stderr';
  step: string;
  text: string;
  /** Bytes of this line that did not fit into the limit. */
  omittedBytes?: number;
  /** The stream ended without a newline. */
  unterminated?: true;
}

export interface StepExitRecord {
  kind: 'step_exited';
  step: string;
  code: number | null;
  signal: string | null;
  durationMs: number;
  /** It was stopped because of its `timeoutMs`. */
  timedOut: boolean;
  /** Why the step could not be run at all. */
  error?: string;
}

/** Always the last record. A spool without it belongs to an interrupted run. */
export interface ExitRecord {
  kind: 'exit';
  /** `failed` when any step did. */
  outcome: 'succeeded' | 'failed' | 'stopped';
  /** Of the first step that failed, else of the last one. */
  code: number | null;
  signal: string | null;
  reason?: StopReason;
}

export type StopReason =
  'cancelled' | 'runtime_limit' | 'orphaned' | 'output_limit' | 'disk_full' | 'runner_terminated';

/** Kinds that an agent may claim; statuses, gate results and requests are never its to say. */
export const AGENT_EVENT_KINDS = [
  'MESSAGE',
  'TOOL',
  'PROGRESS',
  'PATCH',
  'USAGE',
  'LOG',
  'COMMAND',
] as const satisfies readonly AttemptEvent['kind'][];

export type AgentEvent = Extract<AttemptEvent, { kind: (typeof AGENT_EVENT_KINDS)[number] }>;
