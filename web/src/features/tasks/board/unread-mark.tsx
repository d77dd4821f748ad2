import { useQuery } from '@tanstack/react-query';
import { MessageSquare } from 'lucide-react';
import { plural } from '@/lib/format/quantity';
import { unreadQuery } from '../api/get-unread';

interface UnreadMarkProps {
  projectId: string;
  taskId: string;
}

/** How many messages of the task's thread wait to be read. */
export function useUnread({ projectId, taskId }: UnreadMarkProps): number {
  const unread = useQuery({ ...unreadQuery(projectId), select: (counts) => counts[taskId] ?? 0 });
  return unread.data ?? 0;
}

export function UnreadMark(props: UnreadMarkProps) {
  const count = useUnread(props);
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
