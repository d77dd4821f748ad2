import type { AgentEvent } from '../../platform/process/run-protocol/run-record.js';
import type { SandboxMount } from '../../platform/process/sandbox/bubblewrap-options.js';
import type { Redaction } from '../../platform/process/redaction/redactor.js';
import type { StepStdin } from '../step-input.js';

/** What an adapter needs to know of the run that its step belongs to. */
export interface AdapterContext {
  readonly runId: string;
  readonly runDirectory: string;
  readonly redaction: Redaction;
}

/** A step made ready to be started. */
export interface PreparedStep {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: StepStdin;
  /** A folder that agent and runner share. */
  readonly exchange?: SandboxMount;
  readonly events?: EventSource;
}

/** A file to which the agent appends one event a line. */
export interface EventSource {
  readonly file: string;
  parse(line: string): ParsedEvent;
}

export type ParsedEvent = { readonly event: AgentEvent } | { readonly fault: string };
