import type { AttentionReason } from '@contracts/task-status';
import type { LatestAttempt, Task } from './api/types';
import { activityOf, changedNothing, isActive, type Activity } from './attempt-activity';

interface Words {
  text: string;
  action: string;
}

/** Why a card waits, in more words than the server has: a run that was cancelled did not fail. */
export type WaitingFor = AttentionReason | 'cancelled' | 'nothing_changed';

const WORDS: Record<WaitingFor, Words> = {
  question: { text: 'Has a question', action: 'Answer' },
  permission: { text: 'Asks for permission', action: 'Answer' },
  plan: { text: 'Has a plan to approve', action: 'Read' },
  review: { text: 'Ready for review', action: 'Review' },
  nothing_changed: { text: 'Changed nothing', action: 'Look' },
  attempt_failed: { text: 'Attempt failed', action: 'Look' },
  cancelled: { text: 'Cancelled', action: 'Decide' },
  gates_failed: { text: 'Gates failed', action: 'Look' },
  conflict: { text: 'Conflicts with its base', action: 'Look' },
  budget: { text: 'Out of budget', action: 'Decide' },
  rounds_exhausted: { text: 'Out of rounds', action: 'Decide' },
};

/** A task that waits for a person. */
export type WaitingTask = Task & { needs_attention: NonNullable<Task['needs_attention']> };

export function waitingFor({
  needs_attention: { reason },
  latest_attempt: attempt,
}: WaitingTask): WaitingFor {
  if (reason === 'attempt_failed' && attempt?.status === 'CANCELLED') return 'cancelled';
  return reason === 'review' && attempt && changedNothing(attempt) ? 'nothing_changed' : reason;
}

export const attentionText = (task: WaitingTask): string => WORDS[waitingFor(task)].text;
export const attentionAction = (task: WaitingTask): string => WORDS[waitingFor(task)].action;

const isWaiting = (task: Task): task is WaitingTask => task.needs_attention !== null;

/** What is answered while the agent is at work. */
const ASKED: readonly AttentionReason[] = ['question', 'permission', 'plan'];

/** What a task's latest attempt does; an agent that asks does nothing else. */
export function taskActivity(task: Task, attempt: LatestAttempt): Activity {
  return isWaiting(task) && ASKED.includes(task.needs_attention.reason) && isActive(attempt)
    ? { text: attentionText(task), tone: 'amber', running: false }
    : activityOf(attempt);
}

/** Everything that waits for a person, the longest wait first. */
export const waitingTasks = (tasks: readonly Task[]): WaitingTask[] =>
  tasks
    .filter(isWaiting)
    .sort(
      (a, b) => a.needs_attention.since.localeCompare(b.needs_attention.since) || a.id.localeCompare(b.id),
    );

/** Where a person does what is waited for: in an attempt's tab, or in the thread of the task. */
export type WaitingPlace =
  { in: 'attempt'; attemptId: string; tab: 'logs' | 'diff' | 'gates' | 'summary' } | { in: 'thread' };

/** What an agent at work asks is answered in its log; what is asked outside of an attempt, in the thread. */
export function waitingPlace(task: WaitingTask): WaitingPlace {
  const { latest_attempt: attempt } = task;
  if (!attempt) return { in: 'thread' };
  const at = (tab: 'logs' | 'diff' | 'gates' | 'summary') =>
    ({ in: 'attempt', attemptId: attempt.id, tab }) as const;
  switch (waitingFor(task)) {
    case 'question':
    case 'permission':
    case 'plan':
      return isActive(attempt) ? at('logs') : { in: 'thread' };
    case 'review':
    case 'conflict':
      return at('diff');
    case 'gates_failed':
      return at('gates');
    case 'attempt_failed':
    case 'cancelled':
      return at('logs');
    case 'budget':
    case 'rounds_exhausted':
    case 'nothing_changed':
      return at('summary');
  }
}
