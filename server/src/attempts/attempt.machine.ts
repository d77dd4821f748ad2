import { setup, type StateValueFrom } from 'xstate';

/** What the guards look at; everything in it is read from the locked row. */
export interface AttemptContext {
  installFirst: boolean;
  hasGates: boolean;
  cancelRequested: boolean;
  failed: boolean;
}

export const ATTEMPT_EVENTS = [
  'START',
  'PREPARED',
  'INSTALLED',
  'AGENT_ENDED',
  'SNAPSHOT_TAKEN',
  'GATES_ENDED',
  'COLLECTED',
  'RECOVERED',
  'FAILED',
  'CANCELLED',
  'GATES_REQUESTED',
  'MERGE_STARTED',
  'MERGE_REFUSED',
  'MERGED',
  'PR_OPENED',
] as const;
export type AttemptTransition = (typeof ATTEMPT_EVENTS)[number];

const settled = [
  { guard: 'cancelRequested', target: '#attempt.CANCELLED' },
  { guard: 'failed', target: '#attempt.FAILED' },
  { target: '#attempt.REVIEW_READY' },
] as const;

const ends = { FAILED: '#attempt.FAILED', CANCELLED: '#attempt.CANCELLED' } as const;

/**
 * States are the statuses of the wire contract, their children the phases of the pipeline. An agent that
 * failed, or a cancel, still passes through `snapshot` and `collecting`, so that what was done is kept.
 */
export const attemptMachine = setup({
  types: {} as { context: AttemptContext; events: { type: AttemptTransition }; input: AttemptContext }, // eslint-disable-line @typescript-eslint/no-unnecessary-type-assertion -- XState takes its types from here
  guards: {
    cancelRequested: ({ context }) => context.cancelRequested,
    failed: ({ context }) => context.failed,
    installFirst: ({ context }) => context.installFirst,
    wantsGates: ({ context }) => context.hasGates && !context.failed && !context.cancelRequested,
  },
}).createMachine({
  id: 'attempt',
  context: ({ input }) => input,
  initial: 'QUEUED',
  states: {
    QUEUED: { on: { START: 'RUNNING', ...ends } },
    RUNNING: {
      initial: 'preparing',
      on: ends,
      states: {
        preparing: {
          on: {
            PREPARED: [
              { guard: 'cancelRequested', target: 'snapshot' },
              { guard: 'installFirst', target: 'installing' },
              { target: 'agent' },
            ],
            RECOVERED: '#attempt.QUEUED',
          },
        },
        installing: {
          on: {
            INSTALLED: [{ guard: 'cancelRequested', target: 'snapshot' }, { target: 'agent' }],
            RECOVERED: '#attempt.QUEUED',
          },
        },
        agent: { on: { AGENT_ENDED: 'snapshot' } },
        snapshot: {
          on: {
            SNAPSHOT_TAKEN: [
              { guard: 'wantsGates', target: '#attempt.GATES_RUNNING' },
              { target: 'collecting' },
            ],
          },
        },
        collecting: { on: { COLLECTED: [...settled] } },
      },
    },
    GATES_RUNNING: {
      initial: 'gates',
      on: ends,
      states: {
        gates: { on: { GATES_ENDED: 'collecting' } },
        collecting: { on: { COLLECTED: [...settled] } },
      },
    },
    REVIEW_READY: {
      initial: 'waiting',
      states: {
        waiting: {
          on: {
            GATES_REQUESTED: '#attempt.GATES_RUNNING',
            MERGE_STARTED: 'merging',
            PR_OPENED: '#attempt.PR_CREATED',
          },
        },
        merging: { on: { MERGED: '#attempt.APPROVED_MERGED', MERGE_REFUSED: 'waiting' } },
      },
    },
    PR_CREATED: { on: { MERGED: 'APPROVED_MERGED' } },
    APPROVED_MERGED: { type: 'final' },
    FAILED: { type: 'final' },
    CANCELLED: { type: 'final' },
  },
});

export type AttemptStateValue = StateValueFrom<typeof attemptMachine>;
