/** Keys of the diff, in the order in which a person meets them, for the list of all keys. @public */
export const DIFF_KEYS = [
  { keys: ['j'], does: 'Next file' },
  { keys: ['k'], does: 'Previous file' },
  { keys: ['n'], does: 'Next comment' },
  { keys: ['p'], does: 'Previous comment' },
  { keys: ['v'], does: 'Mark the file as viewed, or not' },
  { keys: ['↑', '↓'], does: 'Move from line to line, once the lines have the focus' },
  { keys: ['Shift+↑', 'Shift+↓'], does: 'Select several lines' },
  { keys: ['Enter'], does: 'Comment on the selected lines' },
  { keys: ['Ctrl+Enter', '⌘+Enter'], does: 'Save the comment' },
  { keys: ['Esc'], does: 'Close the comment and keep what was written' },
] as const;
