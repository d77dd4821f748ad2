import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Choice } from '@/components/choice';
import { Kbd } from '@/components/kbd';
import { TASK_PRIORITIES } from '@contracts/task-status';
import type { Agent, Project, Task } from '@/lib/api/types';
import { columnsOf } from '@/lib/columns';
import { isFiltered, type BoardFilters } from './filter-tasks';

interface FilterBarProps {
  project: Project;
  tasks: readonly Task[];
  agents: readonly Agent[];
  filters: BoardFilters;
  onChange: (filters: BoardFilters) => void;
}

function labelsOf(tasks: readonly Task[], project: Project): string[] {
  return [...new Set([...project.labels, ...tasks.flatMap((task) => task.labels)])].sort();
}

export function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  // The address follows later than the next letter: as long as somebody types, what is typed is shown.
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    const focusOnSlash = (event: KeyboardEvent) => {
      if (
        event.key !== '/' ||
        (event.target instanceof Element && event.target.closest('input, textarea, select'))
      )
        return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', focusOnSlash);
    return () => window.removeEventListener('keydown', focusOnSlash);
  }, []);
  return (
    <search className="relative min-w-[120px] flex-[0_1_300px] max-md:flex-1">
      <Search size={15} aria-hidden="true" className="absolute top-2 left-[9px] text-subtle" />
      <input
        ref={input}
        type="search"
        aria-label="Search tasks"
        placeholder="Search tasks, labels, files…"
        value={typed ?? value}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(event.target.value);
        }}
        onBlur={() => setTyped(null)}
        className="h-8 w-full rounded-lg border border-line-strong bg-raised pr-8 pl-8 text-[13px] [&::-webkit-search-cancel-button]:hidden"
      />
      <span className="pointer-events-none absolute top-[6px] right-[7px]">
        <Kbd>/</Kbd>
      </span>
    </search>
  );
}

export function FilterChips({ project, tasks, agents, filters, onChange }: FilterBarProps) {
  const set = (part: Partial<BoardFilters>) => onChange({ ...filters, ...part });
  const asIs = (value: string) => ({ value, label: value });
  const columns = columnsOf(project.workflow).map(({ status, name }) => ({ value: status, label: name }));
  return (
    <div
      role="group"
      aria-label="Filters"
      className="flex min-w-0 items-center gap-1.5 overflow-x-auto p-0.5 [scrollbar-width:none] max-md:order-2 max-md:w-full"
    >
      <Choice
        name="Label"
        value={filters.label}
        options={labelsOf(tasks, project).map(asIs)}
        onPick={(label) => set({ label })}
      />
      <Choice
        name="Status"
        value={filters.status}
        options={columns}
        onPick={(value) =>
          set({ status: columnsOf(project.workflow).find((column) => column.status === value)?.status })
        }
      />
      <Choice
        name="Agent"
        value={filters.agent}
        options={agents.map(({ id, name }) => ({ value: id, label: name }))}
        onPick={(agent) => set({ agent })}
      />
      <Choice
        name="Priority"
        value={filters.priority}
        options={TASK_PRIORITIES.map(asIs)}
        onPick={(value) => set({ priority: TASK_PRIORITIES.find((priority) => priority === value) })}
      />
      {isFiltered(filters) && (
        <button
          type="button"
          onClick={() => onChange({})}
          className="inline-flex h-7 flex-none items-center gap-1 rounded-full px-2 text-[12.5px] font-medium text-accent-text hover:bg-hover"
        >
          <X size={13} aria-hidden="true" /> Clear
        </button>
      )}
    </div>
  );
}
