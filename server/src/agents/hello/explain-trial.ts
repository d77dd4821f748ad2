import type { NetworkPolicy } from '../../contracts/attempt-status.js';
import { programOf } from '../../platform/process/program-of.js';
import type { Agent } from '../agent.entity.js';
import { knownAgentOf } from '../known-agents.js';
import { signInHint } from '../sign-in-hint.js';
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
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|could not resolve host|network is unreachable|fetch failed|did not answer/i;
const RATE_LIMITED = /\b429\b|rate.?limit|allows no more/i;
const NOT_THERE = /\b404\b/;

/** What a trial says of a profile, and what to do when it went wrong. */
export function explainTrial(agent: Profile, trial: Trial, timeoutMs: number): Explanation {
  const { exitCode, output, problem } = trial;
  switch (trial.end) {
    case 'not_started':
      return wrong(problem ?? 'It could not be started.', 'Change the profile, then try again.');
    case 'timed_out':
      return timedOut(agent, timeoutMs, output);
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
  const why = whyIn(agent, output);
  if (why !== null) return wrong(`${detail} ${why.detail}`, why.hint);
  return wrong(detail, 'What it wrote says more; the same command fails the same way in a terminal.');
}

function timedOut(agent: Profile, timeoutMs: number, output: string): Explanation {
  const detail = `${agent.name} did not end within ${timeoutMs / 1000} s and was stopped.`;
  const why = whyIn(agent, output);
  return why === null ? wrong(detail, WAITING_HINT) : wrong(`${detail} ${why.detail}`, why.hint);
}

/** What its words tell of a provider that did not answer it. */
function whyIn(agent: Profile, output: string): { readonly detail: string; readonly hint: string } | null {
  if (SIGNED_OUT.test(output)) return { detail: 'It seems not to be signed in.', hint: signInHint(agent) };
  if (NO_NETWORK.test(output))
    return { detail: 'It could not reach the network, or its provider there.', hint: networkHint(agent) };
  if (RATE_LIMITED.test(output))
    return { detail: 'Its provider allows no more for now.', hint: 'Try again later.' };
  if (NOT_THERE.test(output)) {
    const places = ['the model of the profile', ...addressesOf(agent)].join(' and ');
    return { detail: 'Its provider answered that there is no such thing.', hint: `Check ${places}.` };
  }
  return null;
}

/** The variables of the server that say where its provider is. */
const addressesOf = (agent: Profile): string[] =>
  (knownAgentOf(agent)?.settings ?? []).filter((name) => name.endsWith('_BASE_URL'));

const WAITING_HINT =
  'It may be waiting for an answer: use a command that asks nothing, or raise the time limit if it is slow.';
const EXECUTABLE_HINT = 'Make it executable: chmod +x, or run it by its interpreter.';

function installHint(agent: Profile): string {
  const known = knownAgentOf(agent);
  return known?.install
    ? `Install it: ${known.install}`
    : 'Install it where the server’s PATH finds it, or correct the command. It runs in the root of the workspace.';
}

function networkHint(agent: Profile): string {
  const addresses = addressesOf(agent);
  const hint = NETWORK_HINTS[agent.network];
  return addresses.length === 0 ? hint : `${hint} Where they are set, check ${addresses.join(' and ')} too.`;
}

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
