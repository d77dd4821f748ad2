import { ChevronDown, Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
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

const ALL = '';

interface ChoiceProps {
  name: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  onPick: (value: string | undefined) => void;
}

/** A chip to the eye, the platform's own select to the hand: it needs no code and suits phones. */
function Choice({ name, value, options, onPick }: ChoiceProps) {
  const look =
    value === undefined
      ? 'border-line font-medium text-muted hover:bg-hover'
      : 'border-transparent bg-accent-soft font-semibold text-accent-text';
  return (
    <span className="relative inline-flex flex-none items-center">
      <select
        aria-label={`Filter by ${name.toLowerCase()}`}
        value={value ?? ALL}
        onChange={(event) => onPick(event.target.value === ALL ? undefined : event.target.value)}
        className={`field-sizing-content h-7 max-w-[11rem] appearance-none truncate rounded-full border bg-transparent pr-6 pl-2.5 text-[12.5px] ${look}`}
      >
        <option value={ALL}>{name}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown size={13} aria-hidden="true" className="pointer-events-none absolute right-2 text-muted" />
    </span>
  );
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
