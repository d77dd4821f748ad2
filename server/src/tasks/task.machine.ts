import { setup } from 'xstate';
import type { TaskStatus, Workflow } from '../contracts/task-status.js';

/** What the machine must know of a task to judge a move. */
export interface TaskFacts {
  workflow: Workflow;
  hasCriteria: boolean;
  /** The verifier passed the current head. */
  verified: boolean;
  /** The reviewer passed the current head. */
  reviewed: boolean;
}

export const TASK_EVENTS = [
  'move.inbox',
  'move.assigned',
  'move.in_progress',
  'move.review',
  'move.done',
  'attempt_running',
  'review_ready',
  'merged',
  'changes_requested',
] as const;
export type TaskEvent = (typeof TASK_EVENTS)[number];

export type TaskRefusal = 'no_such_column' | 'no_criteria' | 'not_verified' | 'not_reviewed';

/** Why a task may not enter a column, or null when it may. */
export function refusalInto(status: TaskStatus, facts: TaskFacts): TaskRefusal | null {
  if (facts.workflow === 'solo') return status === 'assigned' ? 'no_such_column' : null;
  switch (status) {
    case 'assigned':
      return facts.hasCriteria ? null : 'no_criteria';
    case 'review':
      return facts.verified ? null : 'not_verified';
    case 'done':
      return facts.reviewed ? null : 'not_reviewed';
    case 'inbox':
    case 'in_progress':
      return null;
  }
}

const into = <Status extends TaskStatus>(target: Status) =>
  ({ target, guard: { type: 'mayEnter', params: { target } } }) as const;

const ANYWHERE = {
  'move.inbox': into('inbox'),
  'move.assigned': into('assigned'),
  'move.in_progress': into('in_progress'),
  'move.review': into('review'),
  'move.done': into('done'),
  attempt_running: into('in_progress'),
  changes_requested: into('in_progress'),
  merged: into('done'),
} as const;

const UNFINISHED = { ...ANYWHERE, review_ready: into('review') } as const;

/** The columns of a card and what moves it between them: states and guards only. */
export const taskMachine = setup({
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-assertion -- XState reads only its type
  types: {} as { context: TaskFacts; input: TaskFacts; events: { type: TaskEvent } },
  guards: {
    mayEnter: ({ context }, { target }: { target: TaskStatus }) => refusalInto(target, context) === null,
  },
}).createMachine({
  id: 'task',
  context: ({ input }) => input,
  initial: 'inbox',
  states: {
    inbox: { on: UNFINISHED },
    assigned: { on: UNFINISHED },
    in_progress: { on: UNFINISHED },
    review: { on: UNFINISHED },
    // Another attempt of the task that gets ready does not take a finished card back.
    done: { on: ANYWHERE },
  },
});
