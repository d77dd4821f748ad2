import { programOf } from '../../platform/process/program-of.js';
import type { Agent } from '../agent.entity.js';
import { knownAgent } from '../known-agents.js';
import type { TrialResult } from './agent-trial.port.js';

export interface Explanation {
  readonly ok: boolean;
  readonly detail: string;
  readonly hint: string | null;
}

/** POSIX shells: found but no program; not found. */
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;

const SIGNED_OUT =
  /\b401\b|unauthori[sz]ed|unauthenticated|not (logged|signed) in|please (log|sign) ?in|\/login\b|(api|auth)[ _-]?(key|token)|authenticat|credential/i;
const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|could not resolve host|network is unreachable/i;

/** What a trial says of a profile, and what to do when it went wrong. */
export function explainTrial(
  agent: Pick<Agent, 'name' | 'command' | 'preset' | 'network'>,
  { end, exitCode, output, problem }: Pick<TrialResult, 'end' | 'exitCode' | 'output' | 'problem'>,
  timeoutMs: number,
): Explanation {
  const program = programOf(agent.command ?? '') ?? 'its command';
  const known = knownAgent(agent.preset);
  const signIn = `Store its key on the page Agents, or name the variable that signs it in in env_allow${known ? `: ${known.keys.join(' or ')}` : ''}.`;
  const wrong = (detail: string, hint: string): Explanation => ({ ok: false, detail, hint });
  switch (end) {
    case 'not_started':
      return wrong(problem ?? 'It could not be started.', 'Change the profile, then try again.');
    case 'timed_out':
      return wrong(
        `${agent.name} did not end within ${timeoutMs / 1000} s and was stopped.`,
        SIGNED_OUT.test(output)
          ? signIn
          : 'It may be waiting for an answer: use a command that asks nothing, or raise the time limit if it is slow.',
      );
    case 'stopped':
      return wrong(
        `${agent.name} was stopped: ${STOPPED[problem ?? ''] ?? 'its runner ended'}.`,
        'Try again.',
      );
    case 'exited':
      break;
  }
  if (exitCode === 0) {
    const silent = output.trim() === '';
    return {
      ok: true,
      detail: silent ? `${agent.name} ran and said nothing.` : `${agent.name} answered.`,
      hint: silent ? 'Its attempts work, but their summary will only list files and gates.' : null,
    };
  }
  if (exitCode === NOT_FOUND) {
    return wrong(
      `${program} was not found.`,
      known
        ? `Install it: ${known.install}`
        : 'Install it where the server’s PATH finds it, or correct the command. It runs in the root of the workspace.',
    );
  }
  if (exitCode === NOT_EXECUTABLE) {
    return wrong(
      `${program} cannot be executed.`,
      'Make it executable: chmod +x, or run it by its interpreter.',
    );
  }
  const failed =
    exitCode === null
      ? `${agent.name} was ended by a signal.`
      : `${agent.name} ended with exit code ${exitCode}.`;
  if (SIGNED_OUT.test(output)) return wrong(`${failed} It seems not to be signed in.`, signIn);
  if (NO_NETWORK.test(output)) {
    return wrong(
      `${failed} It could not reach the network.`,
      agent.network === 'open'
        ? 'Check the server’s connection and its proxy variables.'
        : 'The profile has no network: set it to open.',
    );
  }
  return wrong(failed, 'What it wrote says more; the same command fails the same way in a terminal.');
}

const STOPPED: Readonly<Record<string, string>> = {
  cancelled: 'it was cancelled',
  output_limit: 'it wrote too much',
  disk_full: 'the disk is full',
  orphaned: 'the server was away',
  runner_terminated: 'the server is ending',
};
