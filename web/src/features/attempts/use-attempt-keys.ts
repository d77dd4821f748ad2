import { useEffect, useRef } from 'react';
import { ATTEMPT_TABS, type AttemptTab } from './attempt-tabs';

interface AttemptKeyActions {
  onTab: (tab: AttemptTab) => void;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
}

/** Somebody is writing, or a dialog or a menu has the keyboard. */
const isTaken = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable=true], [role=dialog], [role=menu]') !== null;

/** Keys of the page that need no modifier. */
export function useAttemptKeys(actions: AttemptKeyActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTaken(event.target))
        return;
      const tab = ATTEMPT_TABS[Number(event.key) - 1];
      if (tab) latest.current.onTab(tab);
      else if (event.key === '[') latest.current.onPrevious?.();
      else if (event.key === ']') latest.current.onNext?.();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
