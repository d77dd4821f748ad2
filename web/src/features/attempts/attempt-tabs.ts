export const ATTEMPT_TABS = ['logs', 'diff', 'gates', 'summary'] as const;
export type AttemptTab = (typeof ATTEMPT_TABS)[number];

/** Keys of single parts of the page, which handle them themselves; for those who look them up. */
export const LOG_KEYS = [
  { keys: ['Ctrl+F', '⌘+F'], does: 'Find in the log' },
  { keys: ['Enter'], does: 'Next match in the log; with Shift the one before' },
] as const;

export const DIFF_KEYS = [
  { keys: ['↑', '↓'], does: 'Move from line to line, once the lines have the focus' },
  { keys: ['Shift+↑', 'Shift+↓'], does: 'Select several lines' },
  { keys: ['Enter'], does: 'Comment on the selected lines' },
  { keys: ['Ctrl+Enter', '⌘+Enter'], does: 'Save the comment' },
  { keys: ['Esc'], does: 'Close the comment and keep what was written' },
] as const;
