import { MessageSquare } from 'lucide-react';
import { plural } from '@/lib/format/quantity';

/** How many messages of the task's thread wait to be read. */
export function UnreadMark({ count }: { count: number }) {
  if (count === 0) return null;
  const words = plural(count, 'unread message');
  return (
    <span
      title={words}
      className="inline-flex items-center gap-[3px] rounded-full bg-accent-soft px-1.5 py-px font-[650] text-accent-text"
    >
      <MessageSquare size={11} aria-hidden="true" />
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
