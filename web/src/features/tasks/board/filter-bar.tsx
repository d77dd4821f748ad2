import { Search, X } from 'lucide-react';
import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { Choice } from '@/components/choice';
import { Kbd } from '@/components/kbd';
import { TASK_CONDITIONS, TASK_PRIORITIES, type TaskCondition } from '@contracts/task-status';
import { announce } from '@/lib/announce';
import type { Agent, Project, Task } from '@/lib/api/types';
import { columnsOf } from '@/lib/columns';
import { plural } from '@/lib/format/quantity';
import { ariaKeys, useKeys } from '@/lib/keys';
import { onDemand } from '@/lib/on-demand';
import { isFiltered, type BoardFilters } from './filter-tasks';

const SavedFilters = onDemand(() => import('../filters/saved-filters'));

interface FilterBarProps {
  project: Project;
  tasks: readonly Task[];
  agents: readonly Agent[];
  filters: BoardFilters;
  /** How many cards they leave. */
  shown: number;
  onChange: (filters: BoardFilters) => void;
  /** Further chips. */
  children?: ReactNode;
}

const CONDITION_NAMES: Record<TaskCondition, string> = {
  needs_you: 'Needs you',
  running: 'Running',
  stale: 'Stale evidence',
};

const SETTLED_MS = 700;

/** Said once the typing has come to rest; that a card changes meanwhile is no news about the filter. */
function useSpokenCount(words: string, filters: BoardFilters): void {
  const latest = useRef(words);
  useEffect(() => {
    latest.current = words;
  });
  useEffect(() => {
    if (!isFiltered(filters)) return;
    const timer = setTimeout(() => announce(latest.current), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [filters]);
}

function labelsOf(tasks: readonly Task[], project: Project): string[] {
  return [...new Set([...project.labels, ...tasks.flatMap((task) => task.labels)])].sort();
}

export function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  // The address follows later than the next letter: as long as somebody types, what is typed is shown.
  const [typed, setTyped] = useState<string | null>(null);
  useKeys({ search: () => input.current?.focus() });
  const shown = typed ?? value;
  return (
    <div
      role="search"
      className="relative min-w-[120px] flex-[0_1_240px] max-md:flex-1 @max-[760px]:flex-[1_1_140px]"
    >
      <Search size={15} aria-hidden="true" className="absolute top-2 left-[9px] text-subtle" />
      <input
        ref={input}
        type="search"
        aria-label="Search tasks"
        aria-keyshortcuts={ariaKeys('search')}
        placeholder="Search tasks, agents, files…"
        value={shown}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(event.target.value);
        }}
        onBlur={() => setTyped(null)}
        className="h-8 w-full rounded-lg border border-line-strong bg-raised pr-8 pl-8 text-[13px] [&::-webkit-search-cancel-button]:hidden"
      />
      {shown === '' ? (
        <span className="pointer-events-none absolute top-[6px] right-[7px]">
          <Kbd>/</Kbd>
        </span>
      ) : (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => {
            setTyped(null);
            onChange('');
            input.current?.focus();
          }}
          className="absolute top-1 right-1 grid size-6 place-items-center rounded-md text-muted hover:bg-hover"
        >
          <X size={13} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

export function FilterChips({ project, tasks, agents, filters, shown, onChange, children }: FilterBarProps) {
  const words = `${shown} of ${plural(tasks.length, 'card')}`;
  useSpokenCount(words, filters);
  const set = (part: Partial<BoardFilters>) => onChange({ ...filters, ...part });
  const asIs = (value: string) => ({ value, label: value });
  const columns = columnsOf(project.workflow).map(({ status, name }) => ({ value: status, label: name }));
  return (
    <div
      role="group"
      aria-label="Filters"
      className={`flex min-w-0 items-center gap-1.5 overflow-x-auto p-0.5 [scrollbar-width:none] ${isFiltered(filters) ? '@max-[1500px]:order-1 @max-[1500px]:w-full' : '@max-[1100px]:order-1 @max-[1100px]:w-full'}`}
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
      <Choice
        name="State"
        value={filters.is}
        options={TASK_CONDITIONS.map((value) => ({ value, label: CONDITION_NAMES[value] }))}
        onPick={(value) => set({ is: TASK_CONDITIONS.find((condition) => condition === value) })}
      />
      <Suspense>
        <SavedFilters {...{ project, filters, onChange }} />
      </Suspense>
      {children}
      {isFiltered(filters) && (
        <>
          <span className="flex-none px-1 text-[12.5px] text-muted tabular-nums">{words}</span>
          <button
            type="button"
            onClick={() => onChange({})}
            className="inline-flex h-7 flex-none items-center gap-1 rounded-full px-2 text-[12.5px] font-medium text-accent-text hover:bg-hover"
          >
            <X size={13} aria-hidden="true" /> Clear all
          </button>
        </>
      )}
    </div>
  );
}
