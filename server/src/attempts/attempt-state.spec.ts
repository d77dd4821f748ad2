import { ATTEMPT_EVENTS, type AttemptContext } from './attempt.machine.js';
import { type AttemptState, nextState } from './attempt-state.js';

const plain: AttemptContext = { installFirst: true, hasGates: true, cancelRequested: false, failed: false };
const name = ({ status, phase }: AttemptState): string => (phase ? `${status}/${phase}` : status);

const STATES: AttemptState[] = [
  { status: 'QUEUED', phase: null },
  { status: 'RUNNING', phase: 'preparing' },
  { status: 'RUNNING', phase: 'installing' },
  { status: 'RUNNING', phase: 'agent' },
  { status: 'RUNNING', phase: 'snapshot' },
  { status: 'RUNNING', phase: 'collecting' },
  { status: 'GATES_RUNNING', phase: 'gates' },
  { status: 'GATES_RUNNING', phase: 'collecting' },
  { status: 'REVIEW_READY', phase: null },
  { status: 'REVIEW_READY', phase: 'merging' },
  { status: 'PR_CREATED', phase: null },
  { status: 'APPROVED_MERGED', phase: null },
  { status: 'FAILED', phase: null },
  { status: 'CANCELLED', phase: null },
];

/** Everything that is allowed; what is not listed is refused. */
const ALLOWED: Record<string, Record<string, string>> = {
  QUEUED: { START: 'RUNNING/preparing', FAILED: 'FAILED', CANCELLED: 'CANCELLED' },
  'RUNNING/preparing': {
    PREPARED: 'RUNNING/installing',
    RECOVERED: 'QUEUED',
    FAILED: 'FAILED',
    CANCELLED: 'CANCELLED',
  },
  'RUNNING/installing': {
    INSTALLED: 'RUNNING/agent',
    RECOVERED: 'QUEUED',
    FAILED: 'FAILED',
    CANCELLED: 'CANCELLED',
  },
  'RUNNING/agent': { AGENT_ENDED: 'RUNNING/snapshot', FAILED: 'FAILED', CANCELLED: 'CANCELLED' },
  'RUNNING/snapshot': { SNAPSHOT_TAKEN: 'GATES_RUNNING/gates', FAILED: 'FAILED', CANCELLED: 'CANCELLED' },
  'RUNNING/collecting': { COLLECTED: 'REVIEW_READY', FAILED: 'FAILED', CANCELLED: 'CANCELLED' },
  'GATES_RUNNING/gates': {
    GATES_ENDED: 'GATES_RUNNING/collecting',
    FAILED: 'FAILED',
    CANCELLED: 'CANCELLED',
  },
  'GATES_RUNNING/collecting': { COLLECTED: 'REVIEW_READY', FAILED: 'FAILED', CANCELLED: 'CANCELLED' },
  REVIEW_READY: {
    GATES_REQUESTED: 'GATES_RUNNING/gates',
    MERGE_STARTED: 'REVIEW_READY/merging',
    PR_OPENED: 'PR_CREATED',
  },
  'REVIEW_READY/merging': { MERGED: 'APPROVED_MERGED', MERGE_REFUSED: 'REVIEW_READY' },
  PR_CREATED: { MERGED: 'APPROVED_MERGED' },
  APPROVED_MERGED: {},
  FAILED: {},
  CANCELLED: {},
};

describe('attempt states', () => {
  for (const state of STATES) {
    for (const event of ATTEMPT_EVENTS) {
      const expected = ALLOWED[name(state)]?.[event];
      test(`${event} in ${name(state)} ${expected ? `leads to ${expected}` : 'is refused'}`, () => {
        const next = nextState(state, plain, event);
        expect(next && name(next)).toBe(expected);
      });
    }
  }

  test('every state can be reached from QUEUED, and every unfinished one leads to an end', () => {
    const contexts = [plain, { ...plain, failed: true }, { ...plain, cancelRequested: true }];
    const successors = (state: AttemptState): AttemptState[] =>
      contexts
        .flatMap((context) => ATTEMPT_EVENTS.map((event) => nextState(state, context, event)))
        .filter((s) => s !== undefined);
    const reachableFrom = (start: AttemptState): Set<string> => {
      const seen = new Map([[name(start), start]]);
      for (const state of seen.values()) for (const next of successors(state)) seen.set(name(next), next);
      return new Set(seen.keys());
    };
    expect([...reachableFrom({ status: 'QUEUED', phase: null })].sort()).toEqual(STATES.map(name).sort());
    for (const state of STATES) {
      const ends = [...reachableFrom(state)].filter((s) =>
        ['APPROVED_MERGED', 'FAILED', 'CANCELLED'].includes(s),
      );
      expect(ends).not.toHaveLength(0);
    }
  });

  test.each([
    [
      'without install_first the agent follows the preparation',
      'RUNNING',
      'preparing',
      'PREPARED',
      { installFirst: false },
      'RUNNING/agent',
    ],
    [
      'a cancel before the agent starts skips it',
      'RUNNING',
      'preparing',
      'PREPARED',
      { cancelRequested: true },
      'RUNNING/snapshot',
    ],
    [
      'a cancel during the install skips the agent',
      'RUNNING',
      'installing',
      'INSTALLED',
      { cancelRequested: true },
      'RUNNING/snapshot',
    ],
    [
      'without gates the result is collected at once',
      'RUNNING',
      'snapshot',
      'SNAPSHOT_TAKEN',
      { hasGates: false },
      'RUNNING/collecting',
    ],
    [
      'a failed agent gets no gates',
      'RUNNING',
      'snapshot',
      'SNAPSHOT_TAKEN',
      { failed: true },
      'RUNNING/collecting',
    ],
    [
      'a cancelled agent gets no gates',
      'RUNNING',
      'snapshot',
      'SNAPSHOT_TAKEN',
      { cancelRequested: true },
      'RUNNING/collecting',
    ],
    [
      'a failed agent ends FAILED once its work is kept',
      'RUNNING',
      'collecting',
      'COLLECTED',
      { failed: true },
      'FAILED',
    ],
    [
      'a cancel wins over a failure',
      'RUNNING',
      'collecting',
      'COLLECTED',
      { failed: true, cancelRequested: true },
      'CANCELLED',
    ],
    [
      'a cancel during the gates ends CANCELLED',
      'GATES_RUNNING',
      'collecting',
      'COLLECTED',
      { cancelRequested: true },
      'CANCELLED',
    ],
  ] as const)('%s', (_, status, phase, event, change, expected) => {
    const next = nextState({ status, phase }, { ...plain, ...change }, event);
    expect(next && name(next)).toBe(expected);
  });
});
