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
  /** Plain stdin. With `keepOpen` the stream stays open after `text`, so that answers can be delivered. */
  | { kind: 'text'; text: string; keepOpen: boolean }
  /** The step is an agent behind the command adapter: stdin, `AGENT_PROMPT`, files for prompt and events. */
  | { kind: 'prompt'; prompt: string };

export const NO_INPUT: StepInput = { kind: 'text', text: '', keepOpen: false };

export type SandboxPolicy = { mode: 'none' } | NamespaceSandbox;

export interface NamespaceSandbox {
  mode: 'bubblewrap';
  /** Host folders of which nothing but the paths below is visible, wherever they lie. */
  hidden: readonly string[];
  /** Host paths that are visible read-only under the same path, e.g. toolchains, a mirror's objects. */
  readOnly: readonly string[];
  /** Host paths that are visible read-write under the same path, e.g. the workspace. */
  readWrite: readonly string[];
  /** Host folder that becomes HOME, with caches below it. */
  home: string;
  /** Host folder that becomes /tmp; a tmpfs would let the step fill the memory. */
  temporary: string;
  network: 'open' | 'none';
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
  /** Wall clock of the whole run. */
  runtimeMs: number;
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
  processes: 4_096,
  runtimeMs: 120 * MINUTE,
  terminateGraceMs: 5_000,
  orphanedMs: 10 * MINUTE,
  diskFullMs: 2 * MINUTE,
  acknowledgeMs: 10_000,
};
