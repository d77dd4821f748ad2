import { Plus } from 'lucide-react';
import { Button } from '@/components/button';
import { toneDot } from '@/components/tone';
import type { ColumnSpec } from '@/lib/columns';
import { CardList } from './card-list';
import type { CardListProps } from './card-list-parts';

interface BoardColumnProps extends Omit<CardListProps, 'status'> {
  column: ColumnSpec;
  limit: number | undefined;
}

export function BoardColumn({ column, limit, onNewTask, tasks, ...list }: BoardColumnProps) {
  const full = limit !== undefined && tasks.length > limit;
  return (
    <section
      aria-label={column.name}
      className="flex min-h-0 max-w-[360px] min-w-[256px] flex-1 snap-center flex-col rounded-[14px] border border-line/55 bg-column max-md:max-w-none max-md:min-w-[calc(100vw-44px)]"
    >
      <header className="flex min-h-[42px] items-center gap-2 px-3 pt-[9px] pb-[5px]">
        <span aria-hidden="true" className={`size-[9px] rounded-[3px] ${toneDot[column.tone]}`} />
        <h2 className="text-[13px] font-[650]">{column.name}</h2>
        <span className={`text-xs font-[550] ${full ? 'text-brick-fg' : 'text-subtle'}`}>
          {tasks.length}
          {limit !== undefined && ` / ${limit}`}
          {full && <span className="sr-only"> over its limit</span>}
        </span>
        {onNewTask && (
          <Button
            look="ghost"
            size="tiny"
            className="-mr-1 ml-auto"
            aria-label={`New task in ${column.name}`}
            onClick={onNewTask}
          >
            <Plus size={15} aria-hidden="true" />
          </Button>
        )}
      </header>
      <CardList {...list} status={column.status} tasks={tasks} onNewTask={onNewTask} />
    </section>
  );
}
