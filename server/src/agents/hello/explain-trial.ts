import type { NetworkPolicy } from '../../contracts/attempt-status.js';
import { programOf } from '../../platform/process/program-of.js';
import type { Agent } from '../agent.entity.js';
import { knownAgentOf } from '../known-agents.js';
import type { TrialResult } from './agent-trial.port.js';

export interface Explanation {
  readonly ok: boolean;
  readonly detail: string;
  readonly hint: string | null;
}

type Profile = Pick<Agent, 'name' | 'adapter' | 'command' | 'preset' | 'network'>;
type Trial = Pick<TrialResult, 'end' | 'exitCode' | 'output' | 'problem'>;

/** POSIX shells: found but no program; not found. */
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;

const SIGNED_OUT =
  /\b401\b|unauthori[sz]ed|unauthenticated|not (logged|signed) in|please (log|sign) ?in|\/login\b|(api|auth)[ _-]?(key|token)|authenticat|credential/i;
const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|could not resolve host|network is unreachable/i;

/** What a trial says of a profile, and what to do when it went wrong. */
export function explainTrial(agent: Profile, trial: Trial, timeoutMs: number): Explanation {
  const { exitCode, output, problem } = trial;
  switch (trial.end) {
    case 'not_started':
      return wrong(problem ?? 'It could not be started.', 'Change the profile, then try again.');
    case 'timed_out':
      return wrong(
        `${agent.name} did not end within ${timeoutMs / 1000} s and was stopped.`,
        SIGNED_OUT.test(output) ? signInHint(agent) : WAITING_HINT,
      );
    case 'stopped':
      return wrong(
        `${agent.name} was stopped: ${STOPPED[problem ?? ''] ?? 'its runner ended'}.`,
        'Try again.',
      );
    case 'exited':
      return exitCode === 0 ? answered(agent, output) : failed(agent, exitCode, output);
  }
}

const wrong = (detail: string, hint: string): Explanation => ({ ok: false, detail, hint });

function answered({ name }: Profile, output: string): Explanation {
  if (output.trim() !== '') return { ok: true, detail: `${name} answered.`, hint: null };
  return {
    ok: true,
    detail: `${name} ran and said nothing.`,
    hint: 'Its attempts work, but their summary will only list files and gates.',
  };
}

/** By its exit code where that says it, else by what it wrote. */
function failed(agent: Profile, exitCode: number | null, output: string): Explanation {
  const program = programOf(agent.command ?? '') ?? 'its command';
  if (exitCode === NOT_FOUND) return wrong(`${program} was not found.`, installHint(agent));
  if (exitCode === NOT_EXECUTABLE) return wrong(`${program} cannot be executed.`, EXECUTABLE_HINT);
  const end = exitCode === null ? 'was ended by a signal' : `ended with exit code ${exitCode}`;
  const detail = `${agent.name} ${end}.`;
  if (SIGNED_OUT.test(output)) return wrong(`${detail} It seems not to be signed in.`, signInHint(agent));
  if (NO_NETWORK.test(output)) {
    return wrong(`${detail} It could not reach the network.`, networkHint(agent));
  }
  return wrong(detail, 'What it wrote says more; the same command fails the same way in a terminal.');
}

const WAITING_HINT =
  'It may be waiting for an answer: use a command that asks nothing, or raise the time limit if it is slow.';
const EXECUTABLE_HINT = 'Make it executable: chmod +x, or run it by its interpreter.';

function signInHint(agent: Profile): string {
  const keys = knownAgentOf(agent)?.keys;
  const names = keys ? `: ${keys.join(' or ')}` : '';
  return `Store its key on the page Agents, or name the variable that signs it in in env_allow${names}.`;
}

function installHint(agent: Profile): string {
  const known = knownAgentOf(agent);
  return known?.install
    ? `Install it: ${known.install}`
    : 'Install it where the server’s PATH finds it, or correct the command. It runs in the root of the workspace.';
}

const networkHint = ({ network }: Profile): string => NETWORK_HINTS[network];

const NETWORK_HINTS: Record<NetworkPolicy, string> = {
  open: 'Check the server’s connection and its proxy variables.',
  proxy: 'Add the host that it needs to the project’s list of hosts, or set the profile’s network to open.',
  none: 'The profile has no network: set it to open.',
};

const STOPPED: Readonly<Record<string, string>> = {
  cancelled: 'it was cancelled',
  output_limit: 'it wrote too much',
  memory_limit: 'it used more memory than LIMIT_MEMORY_MIB of the server allows',
  process_limit: 'it had more processes than LIMIT_PROCESSES of the server allows',
  file_limit: 'it wrote a file as large as LIMIT_FILE_MIB of the server allows',
  disk_full: 'the disk is full',
  orphaned: 'the server was away',
  runner_terminated: 'the server is ending',
};
