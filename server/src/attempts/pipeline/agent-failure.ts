import type { FailureReason } from '../../contracts/attempt-status.js';
import type { StopReason } from '../../platform/process/run-protocol/run-record.js';
import type { AttemptFailure } from '../attempt.entity.js';
import type { RunEntity, RunOutcome, StepOutcome } from '../runs/run.entity.js';
import { attemptFailure } from './failure-of.js';
import { madeTooLargeAFile, STOPPED } from './why-stopped.js';

const REASONS: Record<Exclude<StopReason, 'cancelled'>, FailureReason> = {
  runtime_limit: 'agent_timeout',
  budget_exceeded: 'budget_exceeded',
  memory_limit: 'budget_exceeded',
  process_limit: 'budget_exceeded',
  file_limit: 'budget_exceeded',
  output_limit: 'budget_exceeded',
  disk_full: 'disk_full',
  orphaned: 'interrupted',
  runner_terminated: 'interrupted',
};

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
  if (outcome === null) return attemptFailure('agent_failed', 'The agent ended, and nobody knows how.');
  const { reason, detail } = outcome;
  if (reason === null) return failureOfAgent(outcome, signInHint);
  if (reason === 'cancelled') return null;
  if (reason === 'runtime_limit') return outOfTime(runtimeS);
  const why = reason === 'budget_exceeded' && detail ? `was stopped: ${detail}.` : STOPPED[reason];
  return attemptFailure(REASONS[reason], `The agent ${why}`);
}

/** Its attempt may take `runtimeS` seconds of work. */
export const outOfTime = (runtimeS: number): AttemptFailure =>
  attemptFailure('agent_timeout', `The agent was stopped after ${runtimeS} s.`);

function failureOfAgent({ result, steps: { agent: step } }: RunOutcome, signInHint: string): AttemptFailure {
  if (result && !result.ok) {
    const { reason, message } = result;
    return attemptFailure(reason, reason === 'auth_failed' ? `${sentence(message)} ${signInHint}` : message);
  }
  if (step && madeTooLargeAFile(step)) {
    return attemptFailure('budget_exceeded', `The agent ${STOPPED.file_limit}`);
  }
  return attemptFailure('agent_failed', endOf(step));
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function endOf(step: StepOutcome | undefined): string {
  if (!step) return 'The agent ended, and nobody knows how.';
  const { code, signal, error } = step;
  if (error) return `The agent could not be run: ${error}`;
  return signal ? `The agent was ended by ${signal}.` : `The agent exited with code ${code ?? 'unknown'}.`;
}
