import type { AgentRequest, Nobody } from '../../../contracts/agent-request.js';
import type { AttemptEvent } from '../../../contracts/attempt-event.js';
import type { FailureReason } from '../../../contracts/attempt-status.js';
import type { AgentTaskChanges } from './run-spec.js';

/** One line of the spool. `n` counts from 1 without gaps; `at` is milliseconds since the epoch. */
export type RunRecord = { n: number; at: number } & RecordBody;

export type RecordBody =
  | { kind: 'run_started'; protocol: number }
  | { kind: 'step_started'; step: string; command?: StepCommand }
  | OutputRecord
  /** What the agent itself reported; validated, but a claim. */
  | { kind: 'agent_event'; step: string; event: AgentEvent }
  /** Output faster than `linesPerSecond`: these lines are only in the raw log. */
  | { kind: 'throttled'; step: string; lines: number; bytes: number }
  | { kind: 'disk_was_full'; durationMs: number }
  | { kind: 'input_closed'; step: string; error: string }
  | { kind: 'raw_log_stopped'; step: string; reason: string }
  /** The agent waits for a person. */
  | { kind: 'request'; step: string; request: AgentRequest }
  /** The step wanted to reach a host that it may not; once for each host. */
  | { kind: 'network_refused'; step: string; message: string }
  /** `delivered`: whether the agent was still waiting. */
  | { kind: 'answered'; requestId: string; delivered: boolean }
  /** Nobody answered; the agent was told no. */
  | { kind: 'unanswered'; requestId: string; by: Nobody }
  /** With this the agent can go on after its process was lost. */
  | { kind: 'session'; step: string; sessionId: string }
  /** The agent begins another turn of its model. */
  | { kind: 'turn_began'; step: string }
  /** The provider lets the agent go on at `until` (milliseconds since the epoch); null: it goes on. */
  | { kind: 'waiting'; step: string; until: number | null; message: string }
  /** What the agent made of its tasks. */
  | { kind: 'task_list'; step: string; changes: AgentTaskChanges }
  | { kind: 'stop_requested'; reason: StopReason; detail?: string }
  | StepExitRecord
  | { kind: 'step_skipped'; step: string }
  | ExitRecord;

/** What the step runs, redacted; absent where an adapter needs no program of its own. */
export interface StepCommand {
  cmd: string;
  cwd: string;
}

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
  command?: StepCommand;
  code: number | null;
  signal: string | null;
  durationMs: number;
  /** It was stopped because of its `timeoutMs`. */
  timedOut: boolean;
  /** Why the step could not be run at all. */
  error?: string;
  /** How an agent that an adapter speaks with ended; it decides, not the exit code. */
  result?: AgentResult;
}

export type AgentResult =
  /** `output`: of the shape that was asked for; a claim like all that an agent says. */
  | { readonly ok: true; readonly output?: unknown }
  | { readonly ok: false; readonly reason: AgentFailureReason; readonly message: string };

export type AgentFailureReason = Extract<
  FailureReason,
  'agent_failed' | 'agent_not_ready' | 'auth_failed' | 'rate_limited' | 'budget_exceeded'
>;

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
  | 'cancelled'
  | 'runtime_limit'
  | 'budget_exceeded'
  | 'memory_limit'
  | 'process_limit'
  | 'file_limit'
  | 'orphaned'
  | 'output_limit'
  | 'disk_full'
  | 'runner_terminated';

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
