import type { TaskCondition } from '@contracts/task-status';
import { isActive } from '@/lib/attempt-activity';
import type { Agent, Task, TaskPriority, TaskStatus } from '@/lib/api/types';

/** What the address says about which cards are shown; absent means all. */
export interface BoardFilters {
  q?: string | undefined;
  label?: string | undefined;
  status?: TaskStatus | undefined;
  agent?: string | undefined;
  priority?: TaskPriority | undefined;
  is?: TaskCondition | undefined;
}

/** The agent that a card shows: the one that worked on it last, else the one that it is given to. */
export const shownAgentId = (task: Task): string | null => task.latest_attempt?.agent_id ?? task.agent_id;

/** A row that changes is a new object, so what was made of the old one goes with it. */
const texts = new WeakMap<Task, string>();

function textOf(task: Task): string {
  const known = texts.get(task);
  if (known !== undefined) return known;
  const parts = [
    task.key,
    task.title,
    task.description,
    ...task.labels,
    ...task.focus_files,
    task.branch_name ?? '',
  ];
  const text = parts.join('\n').toLowerCase();
  texts.set(task, text);
  return text;
}

const hasStaleEvidence = (task: Task): boolean =>
  task.latest_attempt?.gates.some(({ stale }) => stale) === true ||
  task.acceptance_criteria.some(({ evidence }) => evidence?.stale === true);

function isSo(task: Task, condition: TaskCondition): boolean {
  switch (condition) {
    case 'needs_you':
      return task.needs_attention !== null;
    case 'running':
      return task.latest_attempt !== null && isActive(task.latest_attempt);
    case 'stale':
      return hasStaleEvidence(task);
  }
}

export function filterTasks(
  tasks: readonly Task[],
  filters: BoardFilters,
  agents: ReadonlyMap<string, Pick<Agent, 'name'>> = new Map(),
): readonly Task[] {
  if (!isFiltered(filters)) return tasks;
  const words = (filters.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const hasWords = (task: Task): boolean => {
    const agent = agents.get(shownAgentId(task) ?? '')?.name.toLowerCase() ?? '';
    return words.every((word) => textOf(task).includes(word) || agent.includes(word));
  };
  return tasks.filter(
    (task) =>
      (filters.label === undefined || task.labels.includes(filters.label)) &&
      (filters.status === undefined || task.status === filters.status) &&
      (filters.agent === undefined || shownAgentId(task) === filters.agent) &&
      (filters.priority === undefined || task.priority === filters.priority) &&
      (filters.is === undefined || isSo(task, filters.is)) &&
      (words.length === 0 || hasWords(task)),
  );
}

export const isFiltered = (filters: BoardFilters): boolean =>
  Object.values(filters).some((value) => value !== undefined && value !== '');

const FIELDS = ['q', 'label', 'status', 'agent', 'priority', 'is'] as const;

/** The filters of an address or of a saved query, and nothing else of it. */
export function pickFilters(from: BoardFilters): BoardFilters {
  const { q, label, status, agent, priority, is } = from;
  return { q: q?.trim() === '' ? undefined : q, label, status, agent, priority, is };
}

export const sameFilters = (a: BoardFilters, b: BoardFilters): boolean =>
  FIELDS.every((field) => a[field] === b[field]);
