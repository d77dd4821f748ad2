import { Layers } from 'lucide-react';
import type { Task } from '@/lib/api/types';

interface Mark {
  /** Each once: several attempts of one card may touch the file. */
  keys: readonly string[];
  path: string;
  more: number;
}

function markOf(task: Task): Mark | null {
  const overlaps = task.latest_attempt?.overlaps ?? [];
  const [first] = overlaps;
  const [path] = first?.paths ?? [];
  if (!first || path === undefined) return null;
  return { keys: [...new Set(overlaps.map((overlap) => overlap.task_key))], path, more: first.count - 1 };
}

/** Before the conflict: who else, at work or in review, touches the same files. */
export function OverlapMark({ task }: { task: Task }) {
  const mark = markOf(task);
  if (!mark) return null;
  const [key, ...others] = mark.keys;
  return (
    <span className="mt-1.5 flex min-w-0 items-center gap-1.5 text-[11.5px] font-medium text-ochre-fg">
      <Layers size={13} aria-hidden="true" className="flex-none" />
      <span className="flex-none">
        Overlaps {key}
        {others.length > 0 && ` and ${others.length} more`}:
      </span>
      <bdi className="code min-w-0 truncate" title={mark.path}>
        {mark.path}
      </bdi>
      {mark.more > 0 && (
        <span className="flex-none">
          +{mark.more}
          <span className="sr-only"> more files</span>
        </span>
      )}
    </span>
  );
}
