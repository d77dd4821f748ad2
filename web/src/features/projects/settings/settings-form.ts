import * as z from 'zod/mini';
import type { Project, UpdateProject } from '@/lib/api/types';

const SECONDS = z.string().check(z.regex(/^[1-9]\d{0,4}$/, 'Whole seconds, up to a day.'));
const LIMIT = z.string().check(z.regex(/^([1-9]\d*)?$/, 'A whole number, or nothing.'));

const amount = z.string().check(z.regex(/^\d*([.]\d+)?$/, 'A number, or nothing.'));

const HOST = /^(\*\.)?[^\s*:/@]+(:\d{1,5})?$/;
const HOST_FAULT = 'Hosts such as example.com, *.example.com or example.com:8443, one a line.';

export const settingsSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, 'Give the project a name.')),
  branch: z.string().check(z.trim(), z.minLength(1, 'Name the branch that changes are merged to.')),
  install: z.string().check(z.trim()),
  test: z.string().check(z.trim()),
  lint: z.string().check(z.trim()),
  installTimeout: SECONDS,
  testTimeout: SECONDS,
  lintTimeout: SECONDS,
  agentId: z.string(),
  network: z.enum(['open', 'proxy', 'none']),
  networkAllow: z
    .string()
    .check(z.refine((text) => lines(text).every((host) => HOST.test(host)), HOST_FAULT)),
  limitInbox: LIMIT,
  limitInProgress: LIMIT,
  limitReview: LIMIT,
  limitDone: LIMIT,
  maxRounds: z.string().check(z.regex(/^([1-9]|[1-4]\d|50)$/, 'From 1 to 50.')),
  requireGreenGates: z.boolean(),
  mergeMethod: z.enum(['merge', 'squash']),
  concurrency: z.string().check(z.regex(/^[1-9]\d?$/, 'From 1 to 99.')),
  runtimeMinutes: amount,
  attemptsPerHour: amount,
  maxTokens: amount,
  maxCost: amount,
  maxCostPerDay: amount,
  installFirst: z.boolean(),
  workspaceFiles: z.string(),
});

export type SettingsForm = z.infer<typeof settingsSchema>;

/** What a person calls each field, for "changed" and "in conflict". */
export const FIELD_LABELS: Record<keyof SettingsForm, string> = {
  name: 'Name',
  branch: 'Branch',
  install: 'Install command',
  test: 'Test command',
  lint: 'Lint command',
  installTimeout: 'Time of install',
  testTimeout: 'Time of test',
  lintTimeout: 'Time of lint',
  agentId: 'Default agent',
  network: 'Network',
  networkAllow: 'Hosts',
  limitInbox: 'Limit of To Do',
  limitInProgress: 'Limit of In Progress',
  limitReview: 'Limit of Review',
  limitDone: 'Limit of Done',
  maxRounds: 'Rounds',
  requireGreenGates: 'Green gates',
  mergeMethod: 'Merge method',
  concurrency: 'Attempts at once',
  runtimeMinutes: 'Minutes',
  attemptsPerHour: 'Attempts an hour',
  maxTokens: 'Tokens',
  maxCost: 'Cost',
  maxCostPerDay: 'Cost a day',
  installFirst: 'Install first',
  workspaceFiles: 'Workspace files',
};

export const SETTINGS_FIELDS = Object.keys(FIELD_LABELS) as readonly (keyof SettingsForm)[]; // a record's own keys

const DEFAULT_TIMEOUT_S = 900;

const shown = (value: number | null): string => (value === null ? '' : String(value));
const given = (text: string): number | null => (text === '' ? null : Number(text));
const lines = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean);

export function toSettingsForm(project: Project): SettingsForm {
  const { budgets } = project;
  return {
    name: project.name,
    branch: project.default_branch,
    ...commandFields(project.commands),
    agentId: project.default_agent_id ?? '',
    network: project.network,
    networkAllow: project.network_allow.join('\n'),
    ...limitFields(project.column_limits),
    maxRounds: String(budgets.max_rounds),
    requireGreenGates: project.require_green_gates,
    mergeMethod: project.merge_method,
    concurrency: String(project.max_concurrent_attempts),
    runtimeMinutes: shown(budgets.max_runtime_s === null ? null : budgets.max_runtime_s / 60),
    attemptsPerHour: shown(budgets.max_attempts_per_hour),
    maxTokens: shown(budgets.max_tokens),
    maxCost: shown(budgets.max_cost_usd),
    maxCostPerDay: shown(budgets.max_cost_usd_per_day),
    installFirst: project.setup.install_first,
    workspaceFiles: project.setup.workspace_files.join('\n'),
  };
}

function commandFields(commands: Project['commands']) {
  const run = (name: CommandName) => commands[name]?.run ?? '';
  const timeout = (name: CommandName) => String(commands[name]?.timeout_s ?? DEFAULT_TIMEOUT_S);
  return {
    install: run('install'),
    test: run('test'),
    lint: run('lint'),
    installTimeout: timeout('install'),
    testTimeout: timeout('test'),
    lintTimeout: timeout('lint'),
  };
}

const limitFields = (limits: Project['column_limits']) => ({
  limitInbox: shown(limits.inbox ?? null),
  limitInProgress: shown(limits.in_progress ?? null),
  limitReview: shown(limits.review ?? null),
  limitDone: shown(limits.done ?? null),
});

type CommandName = keyof Project['commands'];

/** Only what was changed: a command that somebody else set meanwhile stays. */
function commandsOf(form: SettingsForm, project: Project): NonNullable<UpdateProject['commands']> {
  const before = toSettingsForm(project);
  const changed = (['install', 'test', 'lint'] as const).filter(
    (name) => form[name] !== before[name] || form[`${name}Timeout`] !== before[`${name}Timeout`],
  );
  return Object.fromEntries(
    changed.map((name) => {
      const command = { run: form[name], timeout_s: Number(form[`${name}Timeout`]) };
      return [name, form[name] === '' ? null : command];
    }),
  );
}

export function toUpdateProject(form: SettingsForm, project: Project): UpdateProject {
  const commands = commandsOf(form, project);
  const minutes = given(form.runtimeMinutes);
  return {
    name: form.name,
    default_branch: form.branch,
    ...(Object.keys(commands).length === 0 ? {} : { commands }),
    default_agent_id: form.agentId === '' ? null : form.agentId,
    network: form.network,
    network_allow: lines(form.networkAllow),
    column_limits: {
      inbox: given(form.limitInbox),
      in_progress: given(form.limitInProgress),
      review: given(form.limitReview),
      done: given(form.limitDone),
    },
    require_green_gates: form.requireGreenGates,
    merge_method: form.mergeMethod,
    max_concurrent_attempts: Number(form.concurrency),
    budgets: {
      max_runtime_s: minutes === null ? null : Math.round(minutes * 60),
      max_attempts_per_hour: given(form.attemptsPerHour),
      max_tokens: given(form.maxTokens),
      max_cost_usd: given(form.maxCost),
      max_cost_usd_per_day: given(form.maxCostPerDay),
      max_rounds: Number(form.maxRounds),
    },
    setup: { install_first: form.installFirst, workspace_files: lines(form.workspaceFiles) },
    version: project.version,
  };
}
