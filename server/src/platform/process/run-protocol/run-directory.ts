import { join } from 'node:path';

/** File names inside a run directory. */
export const runFiles = (directory: string) => ({
  /** Who owns the run: its runner, or a server that abandoned it. */
  identity: join(directory, 'identity.json'),
  /** The process to which everything of the current step belongs. */
  stepIdentity: join(directory, 'step.json'),
  spool: join(directory, 'spool.jsonl'),
  reserve: join(directory, 'spool.reserve'),
  runnerLog: join(directory, 'runner.log'),
  /** Visible to an agent inside its sandbox: prompt and events. */
  exchange: join(directory, 'exchange'),
  /** A step's whole output, stdout and stderr interleaved, redacted. */
  rawLog: (step: string) => join(directory, `${step}.log`),
});

/** Relative on purpose: `sun_path` holds 107 bytes (macOS: 103) and libuv truncates silently. */
export const CONTROL_SOCKET = 'control.sock';

/** Set in every step's environment, so that what is left of a killed run can be found. */
export const RUN_MARKER = 'ANTFARM_RUN_ID';

/** The same in the runner's own environment, for when its directory, and its identity with it, is gone. */
export const RUNNER_MARKER = 'ANTFARM_RUNNER_OF';

/** The runner announces on this descriptor that it listens, or why it does not. */
export const READY_FD = 3;

/** One JSON line on `READY_FD`. */
export type Announcement = { ready: true } | { ready: false; code: string | null; message: string };
