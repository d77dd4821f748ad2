import type { Task, TaskPriority, TaskStatus } from '@/lib/api/types';

/** What the address says about which cards are shown; absent means all. */
export interface BoardFilters {
  q?: string | undefined;
  label?: string | undefined;
  status?: TaskStatus | undefined;
  agent?: string | undefined;
  priority?: TaskPriority | undefined;
}

/** The agent that a card shows: the one that worked on it last, else the one that it is given to. */
export const shownAgentId = (task: Task): string | null => task.latest_attempt?.agent_id ?? task.agent_id;

function matchesText(task: Task, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = [task.key, task.title, task.description, ...task.labels, ...task.focus_files]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

export function filterTasks(tasks: readonly Task[], filters: BoardFilters): Task[] {
  const words = (filters.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return tasks.filter(
    (task) =>
      (filters.label === undefined || task.labels.includes(filters.label)) &&
      (filters.status === undefined || task.status === filters.status) &&
      (filters.agent === undefined || shownAgentId(task) === filters.agent) &&
      (filters.priority === undefined || task.priority === filters.priority) &&
      matchesText(task, words),
  );
}

export const isFiltered = (filters: BoardFilters): boolean =>
  Object.values(filters).some((value) => value !== undefined && value !== '');
