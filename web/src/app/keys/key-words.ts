import type { KeyName } from '@/lib/keys';

interface KeyWords {
  does: string;
  place: 'Everywhere' | 'Board' | 'Needs you' | 'Attempt' | 'Diff' | 'Writing';
}

/** What `?` says of each key, in its order. */
export const KEY_WORDS: Record<KeyName, KeyWords> = {
  commands: { does: 'Commands: go anywhere, do anything', place: 'Everywhere' },
  help: { does: 'Show all keys', place: 'Everywhere' },
  goBoard: { does: 'Go to the board', place: 'Everywhere' },
  goNeedsYou: { does: 'Go to what needs you', place: 'Everywhere' },
  goRuns: { does: 'Go to the runs', place: 'Everywhere' },
  goAgents: { does: 'Go to the agents', place: 'Everywhere' },
  goInsights: { does: 'Go to the insights', place: 'Everywhere' },
  goSettings: { does: 'Go to the settings', place: 'Everywhere' },
  close: { does: 'Close the dialog or the task', place: 'Everywhere' },
  newTask: { does: 'New task', place: 'Board' },
  search: { does: 'Search the cards', place: 'Board' },
  nextCard: { does: 'Next card', place: 'Board' },
  previousCard: { does: 'Previous card', place: 'Board' },
  nextColumn: { does: 'Next column', place: 'Board' },
  previousColumn: { does: 'Previous column', place: 'Board' },
  openCard: { does: 'Open the card', place: 'Board' },
  liftCard: { does: 'Lift the card, then arrows; Space drops it', place: 'Board' },
  nextWaiting: { does: 'Next that waits', place: 'Needs you' },
  previousWaiting: { does: 'Previous that waits', place: 'Needs you' },
  showLogs: { does: 'Logs of the attempt', place: 'Attempt' },
  showDiff: { does: 'Diff of the attempt', place: 'Attempt' },
  showGates: { does: 'Gates of the attempt', place: 'Attempt' },
  showSummary: { does: 'Summary of the attempt', place: 'Attempt' },
  previousAttempt: { does: 'Previous attempt of the task', place: 'Attempt' },
  nextAttempt: { does: 'Next attempt of the task', place: 'Attempt' },
  nextFile: { does: 'Next file', place: 'Diff' },
  previousFile: { does: 'Previous file', place: 'Diff' },
  nextComment: { does: 'Next comment', place: 'Diff' },
  previousComment: { does: 'Previous comment', place: 'Diff' },
  markFile: { does: 'Mark the file as viewed, or not', place: 'Diff' },
  send: { does: 'Send what is written', place: 'Writing' },
};
