import * as z from 'zod/mini';
import type { Project, UpdateProject } from '@/lib/api/types';

const amount = z.string().check(z.regex(/^\d*([.]\d+)?$/, 'A number, or nothing.'));

export const settingsSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, 'Give the project a name.')),
  branch: z.string().check(z.trim(), z.minLength(1, 'Name the branch that changes are merged to.')),
  install: z.string().check(z.trim()),
  test: z.string().check(z.trim()),
  lint: z.string().check(z.trim()),
  agentId: z.string(),
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

const shown = (value: number | null): string => (value === null ? '' : String(value));
const given = (text: string): number | null => (text === '' ? null : Number(text));
const lines = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean);

export function toSettingsForm(project: Project): SettingsForm {
  const { budgets, commands } = project;
  return {
    name: project.name,
    branch: project.default_branch,
    install: commands.install?.run ?? '',
    test: commands.test?.run ?? '',
    lint: commands.lint?.run ?? '',
    agentId: project.default_agent_id ?? '',
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

type CommandName = keyof Project['commands'];

/** A command that was not touched keeps its own time-out. */
function commandsOf(form: SettingsForm, project: Project): NonNullable<UpdateProject['commands']> {
  const changed = (['install', 'test', 'lint'] as const).filter(
    (name: CommandName) => form[name] !== (project.commands[name]?.run ?? ''),
  );
  return Object.fromEntries(changed.map((name) => [name, form[name] === '' ? null : form[name]]));
}

export function toUpdateProject(form: SettingsForm, project: Project): UpdateProject {
  const commands = commandsOf(form, project);
  const minutes = given(form.runtimeMinutes);
  return {
    name: form.name,
    default_branch: form.branch,
    ...(Object.keys(commands).length === 0 ? {} : { commands }),
    default_agent_id: form.agentId === '' ? null : form.agentId,
    require_green_gates: form.requireGreenGates,
    merge_method: form.mergeMethod,
    max_concurrent_attempts: Number(form.concurrency),
    budgets: {
      max_runtime_s: minutes === null ? null : Math.round(minutes * 60),
      max_attempts_per_hour: given(form.attemptsPerHour),
      max_tokens: given(form.maxTokens),
      max_cost_usd: given(form.maxCost),
      max_cost_usd_per_day: given(form.maxCostPerDay),
    },
    setup: { install_first: form.installFirst, workspace_files: lines(form.workspaceFiles) },
    version: project.version,
  };
}
