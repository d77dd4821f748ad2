import type { GateName, MergeMethod, NetworkPolicy } from '../contracts/attempt-status.js';
import type { TaskStatus, Workflow } from '../contracts/task-status.js';
import { defined } from '../platform/http/defined.js';
import { DEFAULT_NETWORK_ALLOW } from './default-network-allow.js';

export const KNOWLEDGE = ['repo', 'server'] as const;
export type Knowledge = (typeof KNOWLEDGE)[number];

/** Stored as on the wire. */
export interface Command {
  run: string;
  timeout_s: number;
}
export type Commands = Record<GateName, Command | null>;

export interface StoredSetup {
  install_first: boolean;
  workspace_files: string[];
}

export interface Budgets {
  max_runtime_s: number | null;
  max_attempts_per_hour: number | null;
  max_tokens: number | null;
  max_cost_usd: number | null;
  max_cost_usd_per_day: number | null;
  max_rounds: number;
}

/** What a project's owner decides, in the shape that it is kept in. */
export interface ProjectSettings {
  workflow: Workflow;
  commands: Commands;
  setup: StoredSetup;
  defaultAgentId: string | null;
  budgets: Budgets;
  maxConcurrentAttempts: number;
  columnLimits: Partial<Record<TaskStatus, number>>;
  requireGreenGates: boolean;
  mergeMethod: MergeMethod;
  knowledge: Knowledge;
  network: NetworkPolicy;
  networkAllow: string[];
}

/** The same as a request says it: what is absent stays as it is; null takes a limit or a command away. */
export interface SettingsPatch {
  workflow?: Workflow;
  commands?: Partial<Commands>;
  setup?: Partial<StoredSetup>;
  default_agent_id?: string | null;
  budgets?: Partial<Budgets>;
  max_concurrent_attempts?: number;
  column_limits?: Partial<Record<TaskStatus, number | null>>;
  require_green_gates?: boolean;
  merge_method?: MergeMethod;
  knowledge?: Knowledge;
  network?: NetworkPolicy;
  network_allow?: string[];
}

export const DEFAULT_SETTINGS: Readonly<ProjectSettings> = {
  workflow: 'solo',
  commands: { install: null, test: null, lint: null },
  setup: { install_first: true, workspace_files: [] },
  defaultAgentId: null,
  budgets: {
    max_runtime_s: 3600,
    max_attempts_per_hour: null,
    max_tokens: null,
    max_cost_usd: null,
    max_cost_usd_per_day: null,
    max_rounds: 5,
  },
  maxConcurrentAttempts: 4,
  columnLimits: {},
  requireGreenGates: true,
  mergeMethod: 'merge',
  knowledge: 'repo',
  network: 'open',
  networkAllow: [...DEFAULT_NETWORK_ALLOW],
};

export function mergeSettings(settings: Readonly<ProjectSettings>, patch: SettingsPatch): ProjectSettings {
  return {
    workflow: patch.workflow ?? settings.workflow,
    commands: overlay(settings.commands, patch.commands),
    setup: overlay(settings.setup, patch.setup),
    defaultAgentId: patch.default_agent_id === undefined ? settings.defaultAgentId : patch.default_agent_id,
    budgets: overlay(settings.budgets, patch.budgets),
    maxConcurrentAttempts: patch.max_concurrent_attempts ?? settings.maxConcurrentAttempts,
    columnLimits: withoutNulls({ ...settings.columnLimits, ...defined(patch.column_limits) }),
    requireGreenGates: patch.require_green_gates ?? settings.requireGreenGates,
    mergeMethod: patch.merge_method ?? settings.mergeMethod,
    knowledge: patch.knowledge ?? settings.knowledge,
    network: patch.network ?? settings.network,
    networkAllow: patch.network_allow ?? settings.networkAllow,
  };
}

const overlay = <T extends object>(settings: T, patch: Partial<T> | undefined): T => ({
  ...settings,
  ...defined(patch),
});

const withoutNulls = <K extends string>(
  limits: Partial<Record<K, number | null>>,
): Partial<Record<K, number>> =>
  Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== null)) as Partial<
    Record<K, number>
  >;
