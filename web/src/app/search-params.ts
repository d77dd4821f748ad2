import { ATTEMPT_TABS, type AttemptTab } from '@/features/attempts/attempt-tabs';
import { PERIODS, type Period } from '@/lib/periods';
import { SETTLED_STATUSES } from '@contracts/attempt-status';
import {
  TASK_CONDITIONS,
  TASK_PRIORITIES,
  TASK_STATUSES,
  type TaskCondition,
  type TaskPriority,
  type TaskStatus,
} from '@contracts/task-status';

export const DRAWER_TABS = ['details', 'thread', 'attempts', 'subtasks'] as const;
export type DrawerTab = (typeof DRAWER_TABS)[number];
const NEW_THINGS = ['task', 'agent'] as const;
const OLD = ['hidden'] as const;
const SHOWN = ['archive'] as const;

/** What the board's address holds: the filters, the open task and its tab, an open dialog. */
export interface BoardSearch {
  q?: string | undefined;
  label?: string | undefined;
  agent?: string | undefined;
  status?: TaskStatus | undefined;
  priority?: TaskPriority | undefined;
  is?: TaskCondition | undefined;
  task?: string | undefined;
  tab?: DrawerTab | undefined;
  new?: (typeof NEW_THINGS)[number] | undefined;
  /** Cards that were done long ago. */
  old?: (typeof OLD)[number] | undefined;
  /** A dialog about the whole board. */
  show?: (typeof SHOWN)[number] | undefined;
}

export interface AttemptSearch {
  tab?: AttemptTab | undefined;
  /** A file of the diff. */
  file?: string | undefined;
  /** Lines of that file, such as `R12-20`, and else of the log, such as `12` or `12-20`. */
  line?: string | undefined;
}

export interface RunsSearch {
  status?: (typeof SETTLED_STATUSES)[number] | undefined;
  agent?: string | undefined;
}

export interface InsightsSearch {
  days?: Period | undefined;
  /** Without it the project alone. */
  projects?: 'all' | undefined;
}

export interface NeedsYouSearch {
  scope?: 'all' | undefined;
}

type Raw = Record<string, unknown>;

/** The router reads `?q=12` as a number. */
const text = (value: unknown): string | undefined =>
  typeof value === 'number' ? String(value) : typeof value === 'string' && value !== '' ? value : undefined;

const oneOf = <T extends string | number>(values: readonly T[], value: unknown): T | undefined =>
  values.find((entry) => entry === value);

// By hand: zod would be 6 kB of every first visit.
export const parseBoardSearch = (raw: Raw): BoardSearch => ({
  q: text(raw['q']),
  label: text(raw['label']),
  agent: text(raw['agent']),
  status: oneOf(TASK_STATUSES, raw['status']),
  priority: oneOf(TASK_PRIORITIES, raw['priority']),
  is: oneOf(TASK_CONDITIONS, raw['is']),
  task: text(raw['task']),
  tab: oneOf(DRAWER_TABS, raw['tab']),
  new: oneOf(NEW_THINGS, raw['new']),
  old: oneOf(OLD, raw['old']),
  show: oneOf(SHOWN, raw['show']),
});

export const parseAttemptSearch = (raw: Raw): AttemptSearch => ({
  tab: oneOf(ATTEMPT_TABS, raw['tab']),
  file: text(raw['file']),
  line: text(raw['line']),
});

export const parseRunsSearch = (raw: Raw): RunsSearch => ({
  status: oneOf(SETTLED_STATUSES, raw['status']),
  agent: text(raw['agent']),
});

export const parseInsightsSearch = (raw: Raw): InsightsSearch => ({
  days: oneOf(PERIODS, raw['days']),
  projects: oneOf(['all'], raw['projects']),
});

export const parseNeedsYouSearch = (raw: Raw): NeedsYouSearch => ({ scope: oneOf(['all'], raw['scope']) });
