import { useEffect, useEffectEvent } from 'react';

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

const TYPING = 'input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=menu]';

/** One key, one step, wherever on the page nothing is being typed. */
export function useDiffKeys(steps: Readonly<Record<string, () => void>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest(TYPING)) return;
    event.preventDefault();
    step();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
