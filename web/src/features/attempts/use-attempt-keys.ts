import { useKeys } from '@/lib/keys';
import type { AttemptTab } from './attempt-tabs';

interface AttemptKeyActions {
  onTab: (tab: AttemptTab) => void;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
}

/** Keys of the page of an attempt. */
export function useAttemptKeys({ onTab, onPrevious, onNext }: AttemptKeyActions): void {
  useKeys({
    showLogs: () => onTab('logs'),
    showDiff: () => onTab('diff'),
    showGates: () => onTab('gates'),
    showSummary: () => onTab('summary'),
    previousAttempt: () => onPrevious?.(),
    nextAttempt: () => onNext?.(),
  });
}
