import { useEffect } from 'react';

const TYPING = 'input, textarea, select, [contenteditable], [role=dialog], [role=menu]';

/** `C` makes a task, wherever on the board nothing is being typed. */
export function useNewTaskKey(onNewTask: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'c' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      event.preventDefault();
      onNewTask();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onNewTask]);
}
