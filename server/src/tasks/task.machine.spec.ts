import { transition } from 'xstate';
import { TASK_STATUSES, type TaskStatus } from '../contracts/task-status.js';
import { TASK_EVENTS, taskMachine, type TaskEvent, type TaskFacts } from './task.machine.js';

const solo: TaskFacts = { workflow: 'solo', hasCriteria: false, verified: false, reviewed: false };
const bareTeam: TaskFacts = { ...solo, workflow: 'team' };
const passedTeam: TaskFacts = { workflow: 'team', hasCriteria: true, verified: true, reviewed: true };

/** Where an event takes a task, or null when it is refused. */
function target(status: TaskStatus, event: TaskEvent, facts: TaskFacts): TaskStatus | null {
  const state = taskMachine.resolveState({ value: status, context: facts });
  if (!state.can({ type: event })) return null;
  return transition(taskMachine, state, { type: event })[0].value;
}

type Row = readonly (TaskStatus | null)[];
/** Columns in the order of TASK_EVENTS. */
const tableOf = (facts: TaskFacts): Record<string, Row> =>
  Object.fromEntries(
    TASK_STATUSES.map((status) => [status, TASK_EVENTS.map((event) => target(status, event, facts))]),
  );

// move: inbox, assigned, in_progress, review, done | attempt_running, review_ready, merged, changes_requested
const SOLO: Row = [
  'inbox',
  null,
  'in_progress',
  'review',
  'done',
  'in_progress',
  'review',
  'done',
  'in_progress',
];
const BARE: Row = ['inbox', null, 'in_progress', null, null, 'in_progress', null, null, 'in_progress'];
const PASSED: Row = [
  'inbox',
  'assigned',
  'in_progress',
  'review',
  'done',
  'in_progress',
  'review',
  'done',
  'in_progress',
];
const finished = (row: Row): Row =>
  row.map((to, index) => (TASK_EVENTS[index] === 'review_ready' ? null : to));
const table = (row: Row) => ({
  inbox: row,
  assigned: row,
  in_progress: row,
  review: row,
  done: finished(row),
});

describe('taskMachine: every state and every event', () => {
  it('solo: every column but assigned is open from everywhere', () => {
    expect(tableOf(solo)).toEqual(table(SOLO));
  });

  it('team, nothing passed: assigned, review and done are shut, for automatic moves too', () => {
    expect(tableOf(bareTeam)).toEqual(table(BARE));
  });

  it('team, everything passed: every column is open', () => {
    expect(tableOf(passedTeam)).toEqual(table(PASSED));
  });

  it.each([
    ['hasCriteria', 'move.assigned'],
    ['verified', 'move.review'],
    ['verified', 'review_ready'],
    ['reviewed', 'move.done'],
    ['reviewed', 'merged'],
  ] as const)('team: without %s alone, %s is refused', (fact, event) => {
    expect(target('in_progress', event, { ...passedTeam, [fact]: false })).toBeNull();
    expect(target('in_progress', event, { ...bareTeam, [fact]: true })).not.toBeNull();
  });
});

describe('taskMachine: reachability', () => {
  const reachable = (facts: TaskFacts): Set<TaskStatus> => {
    const seen = new Set<TaskStatus>(['inbox']);
    for (const status of seen) {
      for (const event of TASK_EVENTS) {
        const next = target(status, event, facts);
        if (next !== null) seen.add(next);
      }
    }
    return seen;
  };

  it('team reaches every status, solo every one but assigned', () => {
    expect([...reachable(passedTeam)].sort()).toEqual([...TASK_STATUSES].sort());
    expect([...reachable(solo)].sort()).toEqual(
      TASK_STATUSES.filter((status) => status !== 'assigned').sort(),
    );
  });
});
