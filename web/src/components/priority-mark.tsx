import type { TaskPriority } from '@/lib/api/types';

const LEVEL: Record<TaskPriority, number> = { none: 0, low: 1, medium: 2, high: 3, urgent: 3 };
const INK: Record<TaskPriority, string> = {
  none: 'bg-line',
  low: 'bg-stone-dot',
  medium: 'bg-ochre-dot',
  high: 'bg-brick-dot',
  urgent: 'bg-brick-dot',
};
const HEIGHTS = ['h-1', 'h-[7px]', 'h-2.5'];

export function PriorityMark({ priority }: { priority: TaskPriority }) {
  if (priority === 'none') return null;
  const label = `${priority} priority`;
  return (
    <span role="img" aria-label={label} title={label} className="inline-flex h-2.5 items-end gap-[1.5px]">
      {HEIGHTS.map((height, index) => (
        <span
          key={height}
          className={`w-[3px] rounded-[1px] ${height} ${index < LEVEL[priority] ? INK[priority] : 'bg-line'}`}
        />
      ))}
      {priority === 'urgent' && <span className="ml-px font-bold text-brick-fg">!</span>}
    </span>
  );
}
