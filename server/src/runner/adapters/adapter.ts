import type { Readable, Writable } from 'node:stream';
import type { AgentWish, RequestAnswer } from '../../contracts/agent-request.js';
import type { SandboxMount } from '../../platform/process/sandbox/bubblewrap-options.js';
import type { Redaction } from '../../platform/process/redaction/redactor.js';
import type { AgentEvent, AgentResult } from '../../platform/process/run-protocol/run-record.js';
import type { AgentSpec, AgentTaskChanges, StepSpec } from '../../platform/process/run-protocol/run-spec.js';
import type { StepStdin } from '../step-input.js';

/**
 * Runs one kind of agent: says how its process is started, speaks with it, and turns what it says into events.
 * What it can do beside that differs, and is told.
 */
export interface AgentAdapter {
  readonly capabilities: AdapterCapabilities;
  /** `step.command` is the agent's program. Throws when the agent cannot be started at all. */
  prepare(
    step: StepSpec,
    agent: AgentSpec,
    context: AdapterContext,
    session: AgentSession,
  ): Promise<AgentStep>;
}

/** What the agents behind an adapter can do; `agent`: it depends on the agent. */
export interface AdapterCapabilities {
  /** Goes on with a session whose process is gone. */
  readonly resume: boolean | 'agent';
  /** Begins a new session from what another one knows. */
  readonly fork: boolean | 'agent';
  /** Has a mode in which nothing is written. */
  readonly plan: boolean | 'agent';
  /** Asks before it uses a tool. */
  readonly permissions: boolean | 'agent';
  /** Says how many tokens it used. */
  readonly usage: boolean | 'agent';
  /** Ends its turn when told, without being killed. */
  readonly interrupt: boolean | 'agent';
}

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
  /** Host paths that the sandbox shows read-only beside those of the step. */
  readonly readOnly?: readonly string[];
  /** In its sandbox everything but its home is read-only, the workspace too. */
  readonly readsOnly?: boolean;
  /** Services on this machine, as `127.0.0.1:port`, that the agent reaches also behind the proxy. */
  readonly upstreams?: readonly string[];
  /** Host paths that are empty in the sandbox: what lies there the agent would take for its own settings. */
  readonly masked?: readonly string[];
  readonly events?: EventSource;
  readonly conversation?: Conversation;
}

/** An agent that is spoken with over its stdin and stdout; `converse` resolves to how that ended, whatever the exit code. */
export type AgentStep = Omit<PreparedStep, 'stdin' | 'events' | 'conversation'> & {
  readonly converse: (process: AgentProcess) => Promise<AgentResult>;
};

export interface Conversation {
  readonly session: StoppableSession;
  readonly converse: (process: AgentProcess) => Promise<AgentResult>;
}

export interface AgentProcess {
  readonly stdin: Writable;
  /** As the agent wrote it: nothing is redacted here. */
  readonly stdout: Readable;
  readonly exited: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

/** How an adapter tells of its agent, and asks. Everything is redacted, stored and sent on in the order of the calls. */
export interface AgentSession {
  /** Aborted when the agent is to stop: it has `interruptGraceMs` to end its turn, then its process gets SIGTERM. */
  readonly stopping: AbortSignal;
  /** Resolves when the event is stored; waiting for it is what slows down an agent that says too much. */
  report(event: AgentEvent): Promise<void>;
  /**
   * Asks a person. The request is stored before it waits, and waits through restarts of the server; without an answer in
   * time, or when the run is stopped, the answer is no. The run's time limit stands still meanwhile.
   */
  ask(wish: AgentWish): Promise<RequestAnswer>;
  /** From now on the agent could go on with this session in another process. */
  resumable(sessionId: string): Promise<void>;
  /** What it made of the tasks that it was given, once it is gone. */
  tasksLeft(changes: AgentTaskChanges): Promise<void>;
  /** Totals of this run so far; ends the run when a budget is used up. */
  spent(usage: AgentSpending): Promise<void>;
  /** Counts the turns of the model; ends the run when there were too many. */
  turnBegan(): void;
  /** The provider allows no more before `until` (milliseconds since the epoch): waits that long, and shows it on the card. */
  waitFor(until: number, message: string): Promise<void>;
}

/** Null: the agent does not say. */
export interface AgentSpending {
  /** Without what came from a cache. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cacheReadTokens: number | null;
  readonly cacheWriteTokens: number | null;
  readonly costUsd: number | null;
}

/** The runner's side of a session. */
export interface StoppableSession extends AgentSession {
  answer(requestId: string, answer: RequestAnswer): boolean;
  stop(): void;
}

/** A file to which the agent appends one event a line. */
export interface EventSource {
  readonly file: string;
  parse(line: string): ParsedEvent;
}

export type ParsedEvent = { readonly event: AgentEvent } | { readonly fault: string };
