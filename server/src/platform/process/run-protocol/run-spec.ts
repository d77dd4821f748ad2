import type { PermissionMode } from '../../../contracts/agent-request.js';
import type { SubtaskStatus } from '../../../contracts/task-status.js';

/** What the server tells a runner over stdin. It is never written to disk, argv or environment. */
export interface RunSpec {
  runId: string;
  /** Random secret that the server must present on the control socket. */
  token: string;
  /** Of the server that launched the run; only an equal or a higher one may command it. */
  fence: number;
  /** Private folder (mode 0700) for the spool, the raw logs, the socket and the identity files. */
  runDirectory: string;
  /** PATH on which the runner finds bwrap, setpriv and mkfifo. */
  toolPath: string;
  /** Values to remove from all output, besides every step's secrets. */
  redact: readonly string[];
  /** Executed one after the other. */
  steps: readonly StepSpec[];
  limits: RunLimits;
}

export interface StepSpec {
  /** Unique within the run; letters, digits, `-` and `_`, because it names the raw log. */
  name: string;
  /** A string is run by `/bin/sh -c`. */
  command: string | readonly string[];
  cwd: string;
  /** The complete environment: nothing is inherited from the runner or the server. */
  env: Readonly<Record<string, string>>;
  /** Added to the environment of this step only; redacted from the whole run's output. */
  secrets: Readonly<Record<string, string>>;
  input: StepInput;
  sandbox: SandboxPolicy;
  /** Wall clock; `null` leaves it to the run's `runtimeMs`. */
  timeoutMs: number | null;
  /** `stop` skips the steps that follow. */
  onFailure: 'stop' | 'continue';
}

export type StepInput =
  /** Plain stdin. */
  | { kind: 'text'; text: string }
  /** The step is an agent behind the command adapter: stdin, `AGENT_PROMPT`, files for prompt and events. */
  | { kind: 'prompt'; prompt: string }
  /** The step is an agent that an adapter holds a conversation with. */
  | { kind: 'agent'; agent: AgentSpec };

export const NO_INPUT: StepInput = { kind: 'text', text: '' };

/** One thread of an agent behind an adapter of `runner/adapters`. */
export interface AgentSpec {
  adapter: 'claude' | 'anthropic' | 'acp';
  /** The known program behind an adapter of many, such as `gemini`. */
  preset: string | null;
  prompt: string;
  model: string | null;
  permissionMode: PermissionMode;
  /** By name, as the agents themselves take them. */
  mcpServers: Readonly<Record<string, unknown>>;
  /** A session of this adapter to go on with, or to begin a new one from. */
  session: { id: string; fork: boolean } | null;
  /** Private folder of the attempt, seen by no agent: what an adapter keeps there is there for the next run. */
  stateDirectory?: string;
  /** Keys and addresses of the model's provider, by the names of their variables; redacted from the whole run's output. */
  credentials: Readonly<Record<string, string>>;
  limits: AgentBudget;
  /** How long a person may take to answer before the answer is no. */
  answerTimeoutMs: number;
  /** The tasks that the agent keeps up to date while it works, where it keeps such a list. */
  taskList?: AgentTaskList | null;
  /** A JSON Schema: what the agent's result has to look like, where it can give one. */
  outputSchema?: Readonly<Record<string, unknown>> | null;
}

/** `id`: letters, digits and `-`. */
export interface AgentTaskList {
  readonly id: string;
  readonly tasks: readonly AgentTask[];
}

export interface AgentTask {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly status: SubtaskStatus;
}

/** What an agent made of its list. What it took from the list, or left in the middle, is no change. */
export interface AgentTaskChanges {
  /** `from`: as the agent was given it. */
  readonly settled: readonly {
    readonly id: string;
    readonly from: SubtaskStatus;
    readonly to: SettledStatus;
  }[];
  readonly added: readonly (Omit<AgentTask, 'id'> & { readonly status: SettledStatus })[];
}

export type SettledStatus = Extract<SubtaskStatus, 'pending' | 'done'>;

/** Of an attempt, whose agent may have several runs; null: no limit. */
export interface AgentBudget {
  maxTurns: number | null;
  maxTokens: number | null;
  maxCostUsd: number | null;
  /** Of all agents of the project together. */
  maxDayUsd: number | null;
  /** How much of each is used when the run begins. */
  before: { turns: number; tokens: number; costUsd: number; dayUsd: number };
}

export const NO_BUDGET: AgentBudget = {
  maxTurns: null,
  maxTokens: null,
  maxCostUsd: null,
  maxDayUsd: null,
  before: { turns: 0, tokens: 0, costUsd: 0, dayUsd: 0 },
};

export type SandboxPolicy = { mode: 'none' } | NamespaceSandbox | ContainerSandbox;

/** What a contained step is shown of this machine. */
export interface SandboxView {
  /** Host paths that are visible read-only under the same path, e.g. toolchains, a mirror's objects. */
  readOnly: readonly string[];
  /** Host paths that are visible read-write under the same path, e.g. the workspace. */
  readWrite: readonly string[];
  /** Host folder that becomes HOME, with caches below it. */
  home: string;
  /** Host folder that becomes /tmp; a tmpfs would let the step fill the memory. */
  temporary: string;
  network: SandboxNetwork;
}

export interface NamespaceSandbox extends SandboxView {
  mode: 'bubblewrap';
  /** Host folders of which nothing but the paths above is visible, wherever they lie. */
  hidden: readonly string[];
}

/** Nothing of the host but the view: system and tools are the image's. The step's PATH is searched after the image's own. */
export interface ContainerSandbox extends SandboxView {
  mode: 'container';
  /** Path of the socket of Docker or Podman on this machine. */
  engineSocket: string;
  /** Name or id of an image that the engine has. */
  image: string;
}

export type SandboxNetwork = 'open' | 'none' | ProxyNetwork;

/** No network but a proxy, which the runner hosts, to what the lists name. */
export interface ProxyNetwork {
  /** Hosts, as `example.com`, `*.example.com`, either with `:port`; only at public addresses. */
  allow: readonly string[];
  /** `host:port` of services that the run needs, wherever they are; those on loopback are reached as if directly. */
  upstreams: readonly string[];
}

export interface RunLimits {
  /** Bytes of one output line, or one agent event, that are kept; the rest is only in the raw log. */
  lineBytes: number;
  /** Lines above this rate are only in the raw log; `null` switches the throttle off. */
  linesPerSecond: number | null;
  /** Lines that may exceed the rate at once. */
  burstLines: number;
  /** The run is stopped when its records exceed this; no more is read of what an agent reports in a step. */
  spoolBytes: number;
  /** Of each step's raw log. */
  rawLogBytes: number;
  /** Processes and threads of a step at once; without a sandbox, beside those that the machine has already. */
  processes: number;
  /** Memory of all processes of a step together. */
  memoryBytes: number;
  /** The size of one file that a step writes. */
  fileBytes: number;
  /** Processors that a step may keep busy, where a cgroup can be made for it; `null` is all. */
  cpus: number | null;
  /** Wall clock of the whole run. */
  runtimeMs: number;
  /** Time for an agent to end its turn by itself before SIGTERM. */
  interruptGraceMs: number;
  /** Time between SIGTERM and SIGKILL. */
  terminateGraceMs: number;
  /** The run is stopped when no server was attached for this long. */
  orphanedMs: number;
  /** How long a full disk may hold up the step before the run is stopped. */
  diskFullMs: number;
  /** How long a finished runner waits for the server's acknowledgement. */
  acknowledgeMs: number;
}

const MINUTE = 60_000;
const MIB = 1024 * 1024;

export const DEFAULT_LIMITS: RunLimits = {
  lineBytes: 64 * 1024,
  linesPerSecond: 20_000,
  burstLines: 100_000,
  spoolBytes: 512 * MIB,
  rawLogBytes: 1024 * MIB,
  processes: 2_048,
  memoryBytes: 8192 * MIB,
  fileBytes: 8192 * MIB,
  cpus: null,
  runtimeMs: 120 * MINUTE,
  interruptGraceMs: 3_000,
  terminateGraceMs: 5_000,
  orphanedMs: 10 * MINUTE,
  diskFullMs: 2 * MINUTE,
  acknowledgeMs: 10_000,
};
