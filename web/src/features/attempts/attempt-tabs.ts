export const ATTEMPT_TABS = ['logs', 'diff', 'gates', 'summary'] as const;
export type AttemptTab = (typeof ATTEMPT_TABS)[number];

/** The keys of this page, for those who look them up. */
export const ATTEMPT_KEYS: readonly { keys: readonly string[]; what: string }[] = [
  { keys: ['1'], what: 'Logs of the attempt' },
  { keys: ['2'], what: 'Diff of the attempt' },
  { keys: ['3'], what: 'Gates of the attempt' },
  { keys: ['4'], what: 'Summary of the attempt' },
  { keys: ['['], what: 'Previous attempt of the task' },
  { keys: [']'], what: 'Next attempt of the task' },
  { keys: ['Ctrl', 'F'], what: 'Find in the log' },
  { keys: ['Enter'], what: 'Next match; with Shift the previous one' },
];
