import { execa } from 'execa';

/** One program to run: no shell, and exactly this environment. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface RunCommandOptions {
  readonly input?: string | Uint8Array;
  /** Instead of `input`: the file that becomes standard input. */
  readonly inputFile?: string;
  /** Instead of memory: the file that receives standard output. */
  readonly outputFile?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Bytes of output kept in memory; more ends the command. 64 MiB unless told. */
  readonly maxOutputBytes?: number;
  /** Told at once, so that whoever comes after us can know whether it still runs. */
  readonly onStart?: (pid: number) => void;
}

export type CommandEnd =
  'exited' | 'signalled' | 'timed_out' | 'aborted' | 'output_too_large' | 'not_started';

export interface CommandResult {
  readonly end: CommandEnd;
  /** `null` unless `end` is `exited`. */
  readonly exitCode: number | null;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** Why it did not start, or what killed it. */
  readonly detail: string | null;
}

const DEFAULT_MAX_OUTPUT = 64 * 1024 * 1024;
const TERM_GRACE_MS = 3_000;

/** Runs a program to its end and says how it ended; it throws nothing but what `onStart` throws. Bytes in, bytes out. */
export async function runCommand(command: Command, options: RunCommandOptions = {}): Promise<CommandResult> {
  // Its own process group: a kill reaches its children too, and Ctrl-C at the server's terminal does not.
  const subprocess = execa(command.file, command.args, {
    cwd: command.cwd,
    env: command.env,
    extendEnv: false,
    detached: true,
    reject: false,
    encoding: 'buffer',
    stripFinalNewline: false,
    maxBuffer: options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT,
    ...input(options),
    // Without `buffer` it would be kept in memory as well, up to the limit for that.
    ...(options.outputFile === undefined
      ? {}
      : { stdout: { file: options.outputFile }, buffer: { stdout: false } as const }),
  });
  const stop = stopOn(options, subprocess.pid);
  const refused = tellStart(options, subprocess.pid);
  const result = await subprocess.finally(() => stop.disarm());
  if (refused) throw refused.error;
  return {
    end: endOf(result, stop.reason()),
    exitCode: result.exitCode ?? null,
    stdout: bytes(result.stdout),
    stderr: bytes(result.stderr),
    detail: result.failed && result.exitCode === undefined ? (result.originalMessage ?? null) : null,
  };
}

/** A caller that cannot take note of the process does not want it: it is ended. */
function tellStart({ onStart }: RunCommandOptions, pid: number | undefined): { error: unknown } | undefined {
  if (pid === undefined) return undefined;
  try {
    onStart?.(pid);
    return undefined;
  } catch (error) {
    killGroup(pid, 'SIGKILL');
    return { error };
  }
}

function input({ input, inputFile }: RunCommandOptions) {
  if (input !== undefined) return { input };
  if (inputFile !== undefined) return { inputFile };
  return { stdin: 'ignore' as const };
}

function bytes(output: unknown): Uint8Array {
  return output instanceof Uint8Array ? output : new Uint8Array();
}

function endOf(
  result: { isMaxBuffer: boolean; exitCode?: number; signal?: string },
  stopped: 'timed_out' | 'aborted' | null,
): CommandEnd {
  if (stopped !== null) return stopped;
  if (result.isMaxBuffer) return 'output_too_large';
  if (result.exitCode !== undefined) return 'exited';
  return result.signal === undefined ? 'not_started' : 'signalled';
}

function stopOn({ timeoutMs, signal }: RunCommandOptions, pid: number | undefined) {
  let reason: 'timed_out' | 'aborted' | null = null;
  let killTimer: NodeJS.Timeout | undefined;
  const stop = (why: 'timed_out' | 'aborted') => {
    if (reason !== null || pid === undefined) return;
    reason = why;
    killGroup(pid, 'SIGTERM');
    killTimer = setTimeout(() => killGroup(pid, 'SIGKILL'), TERM_GRACE_MS);
  };
  const onAbort = () => stop('aborted');
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => stop('timed_out'), timeoutMs);
  signal?.addEventListener('abort', onAbort);
  if (signal?.aborted === true) onAbort();
  return {
    reason: () => reason,
    disarm: () => {
      clearTimeout(timer);
      clearTimeout(killTimer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}

function killGroup(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(-pid, signal);
  } catch {
    // The whole group is gone already.
  }
}
