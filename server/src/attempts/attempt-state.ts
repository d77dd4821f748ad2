import { transition } from 'xstate';
import {
  ATTEMPT_PHASES,
  ATTEMPT_STATUSES,
  type AttemptPhase,
  type AttemptStatus,
} from '../contracts/attempt-status.js';
import {
  type AttemptContext,
  attemptMachine,
  type AttemptStateValue,
  type AttemptTransition,
} from './attempt.machine.js';

/** The two columns that hold an attempt's place in the machine. */
export interface AttemptState {
  status: AttemptStatus;
  phase: AttemptPhase | null;
}

/** The state after `event`, or `undefined` when the machine does not allow it here. */
export function nextState(
  state: AttemptState,
  context: AttemptContext,
  event: AttemptTransition,
): AttemptState | undefined {
  const snapshot = attemptMachine.resolveState({ value: toStateValue(state), context });
  if (snapshot.status !== 'active' || !snapshot.can({ type: event })) return undefined;
  const [next] = transition(attemptMachine, snapshot, { type: event });
  return fromStateValue(next.value);
}

function toStateValue({ status, phase }: AttemptState): AttemptStateValue {
  const value =
    status === 'REVIEW_READY' ? { [status]: phase ?? 'waiting' } : phase ? { [status]: phase } : status;
  // Rows hold what `fromStateValue` made; resolveState throws on anything else.
  return value as AttemptStateValue;
}

function fromStateValue(value: AttemptStateValue): AttemptState {
  const [status, child] = typeof value === 'string' ? [value] : (Object.entries(value)[0] ?? []);
  const known = ATTEMPT_STATUSES.find((name) => name === status);
  if (known === undefined) throw new Error(`The attempt machine has no status ${String(status)}`);
  return { status: known, phase: ATTEMPT_PHASES.find((name) => name === child) ?? null };
}
