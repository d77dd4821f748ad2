import type { AttemptFailure } from '../attempt.entity.js';
import type { RunEntity, RunOutcome } from '../runs/run.entity.js';
import { attemptFailure } from './failure-of.js';

const MORE_MEMORY = 'LIMIT_MEMORY_MIB of the server raises the limit.';
const MORE_PROCESSES = 'LIMIT_PROCESSES of the server raises the limit.';
/** As shells and bubblewrap say SIGXFSZ. */
const FILE_TOO_LARGE = 128 + 25;

/** Null when the agent ended well, or was cancelled. `signInHint`: what to do when it was not signed in. */
export function agentFailure(
  { state, outcome }: Pick<RunEntity, 'state' | 'outcome'>,
  { runtimeS, signInHint }: { readonly runtimeS: number; readonly signInHint: string },
): AttemptFailure | null {
  if (state === 'succeeded') return null;
  if (state === 'interrupted') {
    return attemptFailure(
      'interrupted',
      'The runner of the agent was lost, and the agent was ended with it.',
    );
  }
  switch (outcome?.reason) {
    case 'cancelled':
      return null;
    case 'runtime_limit':
      return outOfTime(runtimeS);
    case 'budget_exceeded':
      return attemptFailure(
        'budget_exceeded',
        `The agent was stopped: ${outcome.detail ?? 'a budget is used up'}.`,
      );
    case 'memory_limit':
      return attemptFailure(
        'budget_exceeded',
        `The agent used more memory than a run may have. ${MORE_MEMORY}`,
      );
    case 'process_limit':
      return attemptFailure(
        'budget_exceeded',
        `The agent had more processes than a run may have. ${MORE_PROCESSES}`,
      );
    case 'file_limit':
      return fileTooLarge();
    case 'disk_full':
      return attemptFailure('disk_full', 'The disk stayed full; the agent was stopped.');
    case 'output_limit':
      return attemptFailure('budget_exceeded', 'The agent wrote more output than is kept.');
    case 'orphaned':
      return attemptFailure('interrupted', 'The agent was stopped while no server was there.');
    case 'runner_terminated':
      return attemptFailure('interrupted', 'The agent was stopped because its runner was ended.');
    default:
      return failureOfAgent(outcome, signInHint);
  }
}

/** Its attempt may take `runtimeS` seconds of work. */
export const outOfTime = (runtimeS: number): AttemptFailure =>
  attemptFailure('agent_timeout', `The agent was stopped after ${runtimeS} s.`);

function failureOfAgent(outcome: RunOutcome | null, signInHint: string): AttemptFailure {
  const { result } = outcome ?? {};
  if (result && !result.ok) {
    const { reason, message } = result;
    return attemptFailure(reason, reason === 'auth_failed' ? `${sentence(message)} ${signInHint}` : message);
  }
  const step = outcome?.steps['agent'];
  // A file that was made that large at one stroke was not made at all.
  if (step?.code === FILE_TOO_LARGE || step?.signal === 'SIGXFSZ') return fileTooLarge();
  return attemptFailure('agent_failed', endOf(step));
}

const fileTooLarge = (): AttemptFailure =>
  attemptFailure(
    'budget_exceeded',
    'The agent wrote a larger file than a run may write. LIMIT_FILE_MIB of the server raises the limit.',
  );

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function endOf(step: RunOutcome['steps'][string] | undefined): string {
  if (!step) return 'The agent ended, and nobody knows how.';
  const { code, signal, error } = step;
  if (error) return `The agent could not be run: ${error}`;
  return signal ? `The agent was ended by ${signal}.` : `The agent exited with code ${code ?? 'unknown'}.`;
}
