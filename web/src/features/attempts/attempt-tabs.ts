export const ATTEMPT_TABS = ['logs', 'diff', 'gates', 'summary'] as const;
export type AttemptTab = (typeof ATTEMPT_TABS)[number];

/** The keys of this page, for those who look them up. */
export const ATTEMPT_KEYS = [
  { keys: ['1'], does: 'Logs of the attempt' },
  { keys: ['2'], does: 'Diff of the attempt' },
  { keys: ['3'], does: 'Gates of the attempt' },
  { keys: ['4'], does: 'Summary of the attempt' },
  { keys: ['['], does: 'Previous attempt of the task' },
  { keys: [']'], does: 'Next attempt of the task' },
  { keys: ['Ctrl+F', '⌘+F'], does: 'Find in the log' },
  { keys: ['Enter'], does: 'Next match in the log; with Shift the one before' },
] as const;
