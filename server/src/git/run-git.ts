import { runCommand, type Command, type RunCommandOptions } from '../platform/process/run-command.js';
import { disarmConfig } from './disarm-config.js';
import { gitEnvironment, type GitSettings, type GitTransport } from './git-environment.js';
import { GitError } from './git-error.js';
import { redact } from './redact.js';
import { splitNul } from './split-nul.js';

/** Where git works: a repository of ours by its git directory, a repository of the user's by its path, or nowhere. */
export type GitPlace =
  | { readonly gitDir: string; readonly workTree?: string; readonly indexFile?: string }
  | { readonly repository: string }
  | 'nowhere';

export interface GitOptions extends RunCommandOptions {
  /** Exit codes that the caller understands; 0 unless told. Anything else throws. */
  readonly exitCodes?: readonly number[];
  readonly settings?: GitSettings;
  readonly transports?: readonly GitTransport[];
  readonly env?: Readonly<Record<string, string>>;
  /** Values that must not appear in an error. */
  readonly secrets?: readonly string[];
  /** Puts the command into a sandbox. */
  readonly confine?: (command: Command) => Command;
}

export interface GitOutput {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

const TIMEOUT_MS = 10 * 60_000;

/** Runs git, hardened, without a shell. Throws GitError on an exit code that was not declared. */
export async function runGit(
  place: GitPlace,
  args: readonly string[],
  options: GitOptions = {},
): Promise<GitOutput> {
  const { exitCodes = [0], secrets = [] } = options;
  const settings = { ...(await disarmed(place)), ...options.settings };
  const command = gitCommand(place, args, { ...options, settings });
  const result = await runCommand(options.confine?.(command) ?? command, {
    timeoutMs: TIMEOUT_MS,
    ...options,
  });
  const { end, exitCode } = result;
  const stderr = redact(Buffer.from(result.stderr).toString(), secrets);
  if (end === 'exited' && exitCode !== null && exitCodes.includes(exitCode)) {
    return { exitCode, stdout: viewOf(result.stdout), stderr };
  }
  const safeArgs = args.map((arg) => redact(arg, secrets));
  throw new GitError(safeArgs, end, exitCode, stderr === '' ? redact(result.detail ?? '', secrets) : stderr);
}

/** No copy: a listing can be large. */
const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

/** Whoever made a repository that the user only downloaded also wrote the configuration in it. */
async function disarmed(place: GitPlace): Promise<GitSettings> {
  if (place === 'nowhere' || !('repository' in place)) return {};
  const args = ['config', '--list', '--name-only', '-z'];
  const { end, exitCode, stdout, stderr } = await runCommand(gitCommand(place, args, {}), {
    timeoutMs: 10_000,
  });
  if (exitCode !== 0) throw new GitError(args, end, exitCode, Buffer.from(stderr).toString());
  return disarmConfig(splitNul(Buffer.from(stdout)));
}

function gitCommand(
  place: GitPlace,
  args: readonly string[],
  { settings, transports = [], env }: GitOptions,
): Command {
  const at = environmentOf(place);
  return {
    file: 'git',
    args: [...at.args, ...args],
    cwd: '/',
    env: { ...gitEnvironment({ ...at.settings, ...settings }, transports), ...at.env, ...env },
  };
}

interface PlaceSettings {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly settings: GitSettings;
}

function environmentOf(place: GitPlace): PlaceSettings {
  if (place === 'nowhere') return { args: [], env: {}, settings: {} };
  if ('repository' in place) {
    // The owner of the server chose this repository; whose files they are was asked when it was inspected.
    return { args: ['-C', place.repository], env: {}, settings: { 'safe.directory': '*' } };
  }
  const { gitDir, workTree, indexFile } = place;
  return {
    args: workTree === undefined ? [] : ['-C', workTree],
    env: {
      GIT_DIR: gitDir,
      ...(workTree === undefined ? {} : { GIT_WORK_TREE: workTree }),
      ...(indexFile === undefined ? {} : { GIT_INDEX_FILE: indexFile }),
    },
    settings: {},
  };
}
