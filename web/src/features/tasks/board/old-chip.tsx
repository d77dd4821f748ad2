import { X } from 'lucide-react';
import type { Task } from '@/lib/api/types';
import { useNow } from '@/lib/use-now';
import { isOldDone, OLD_DAYS } from './old-merged';

interface OldChipProps {
  tasks: readonly Task[];
  hidden: boolean;
  onChange: (hidden: boolean) => void;
}

/** Takes what was done long ago out of sight; it is there as long as there is such a card. */
export function OldChip({ tasks, hidden, onChange }: OldChipProps) {
  const now = useNow(60_000);
  const count = tasks.filter((task) => isOldDone(task, now)).length;
  if (count === 0 && !hidden) return null;
  return (
    <button
      type="button"
      aria-pressed={hidden}
      title={`${count} done for more than ${OLD_DAYS} days`}
      onClick={() => onChange(!hidden)}
      className={`inline-flex h-7 flex-none items-center gap-1 rounded-full border px-2.5 text-[12.5px] whitespace-nowrap ${
        hidden
          ? 'border-transparent bg-accent-soft font-semibold text-accent-text'
          : 'border-line font-medium text-muted hover:bg-hover'
      }`}
    >
      Hide merged &gt; {OLD_DAYS}d {hidden && <X size={12} aria-hidden="true" />}
    </button>
  );
}
