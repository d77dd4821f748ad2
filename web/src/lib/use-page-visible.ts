import { useSyncExternalStore } from 'react';

function subscribe(onChange: () => void): () => void {
  document.addEventListener('visibilitychange', onChange);
  return () => document.removeEventListener('visibilitychange', onChange);
}

/** Whether somebody may be looking: not in a tab behind another. */
export const usePageVisible = (): boolean => useSyncExternalStore(subscribe, () => !document.hidden);
