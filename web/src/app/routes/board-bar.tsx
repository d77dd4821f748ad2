import { Bot, Plus } from 'lucide-react';
import { Button } from '@/components/button';
import { Kbd } from '@/components/kbd';
import { FilterChips, SearchBox } from '@/features/tasks/board/filter-bar';
import type { BoardFilters } from '@/features/tasks/board/filter-tasks';
import { OldChip } from '@/features/tasks/board/old-chip';
import type { Agent, Project, Task } from '@/lib/api/types';
import { ariaKeys } from '@/lib/keys';
import { CommandsButton } from '../palette/commands-button';

interface BoardBarProps {
  project: Project;
  tasks: readonly Task[];
  agents: readonly Agent[];
  filters: BoardFilters;
  /** How many cards they let through. */
  shown: number;
  onFilters: (filters: BoardFilters) => void;
  oldHidden: boolean;
  onOldHidden: (hidden: boolean) => void;
  onNewAgent: () => void;
  onNewTask: () => void;
}

export function BoardBar(props: BoardBarProps) {
  const { project, tasks, agents, filters, shown, onFilters } = props;
  return (
    <header className="@container flex-none border-b">
      <div className="flex min-h-14 flex-wrap items-center gap-2 px-[18px] py-2 max-md:px-3.5">
        <h1 className="title mr-2.5 text-[19px] whitespace-nowrap max-md:sr-only">Board</h1>
        <SearchBox value={filters.q ?? ''} onChange={(q) => onFilters({ ...filters, q })} />
        <FilterChips {...{ project, tasks, agents, filters, shown }} onChange={onFilters}>
          <OldChip tasks={tasks} hidden={props.oldHidden} onChange={props.onOldHidden} />
        </FilterChips>
        <span className="ml-auto flex flex-none gap-2">
          <span className="contents max-md:hidden">
            <CommandsButton />
          </span>
          <Button aria-label="New Agent Profile" title="New Agent Profile" onClick={props.onNewAgent}>
            <Bot size={15} aria-hidden="true" />
            <span className="hidden @min-[1190px]:inline">New Agent Profile</span>
          </Button>
          <Button
            look="primary"
            aria-label="New Task"
            aria-keyshortcuts={ariaKeys('newTask')}
            onClick={props.onNewTask}
          >
            <Plus size={15} aria-hidden="true" />
            <span className="inline-flex items-center gap-[7px] max-md:hidden">
              New Task <Kbd onAccent>C</Kbd>
            </span>
          </Button>
        </span>
      </div>
    </header>
  );
}
