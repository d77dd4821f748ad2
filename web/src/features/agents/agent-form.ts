import * as z from 'zod/mini';
import type { Agent, CreateAgent, DetectedAgent } from '@/lib/api/types';

const SANDBOXES = ['auto', 'required', 'off'] as const;
const NETWORKS = ['open', 'proxy', 'none'] as const;
const PERMISSION_MODES = ['plan', 'ask', 'accept_edits', 'full'] as const;

const numberOrEmpty = z.string().check(z.regex(/^\d*([.]\d+)?$/, 'A number, or nothing.'));
const wholeOrEmpty = z.string().check(z.regex(/^([1-9]\d*)?$/, 'A whole number, or nothing.'));

export const agentSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, 'Give the profile a name.'), z.maxLength(80)),
  preset: z.string(),
  command: z.string().check(z.trim(), z.minLength(1, 'Say which command runs the agent.')),
  model: z.string().check(z.trim()),
  permissionMode: z.enum(PERMISSION_MODES),
  sandbox: z.enum(SANDBOXES),
  network: z.enum(NETWORKS),
  runtimeMinutes: numberOrEmpty,
  maxTurns: wholeOrEmpty,
  maxTokens: wholeOrEmpty,
  maxCost: numberOrEmpty,
  envAllow: z.string(),
  instructions: z.string(),
});

export type AgentForm = z.infer<typeof agentSchema>;

export const emptyAgent: AgentForm = {
  name: '',
  preset: '',
  command: '',
  model: '',
  permissionMode: 'full',
  sandbox: 'auto',
  network: 'open',
  runtimeMinutes: '',
  maxTurns: '',
  maxTokens: '',
  maxCost: '',
  envAllow: '',
  instructions: '',
};

/** A draft that an older page wrote, or nobody, is none. */
export function readAgentDraft(text: string | null): AgentForm {
  if (text === null) return emptyAgent;
  try {
    const found = { ...emptyAgent, ...(JSON.parse(text) as object) };
    // What is not finished is no fault of a draft.
    const isWhole = Object.keys(emptyAgent).every(
      (field) => typeof found[field as keyof AgentForm] === 'string',
    );
    return isWhole ? found : emptyAgent;
  } catch {
    return emptyAgent;
  }
}

const shown = (value: number | null): string => (value === null ? '' : String(value));
const given = (text: string): number | null => (text === '' ? null : Number(text));

export function toAgentForm(agent: Agent): AgentForm {
  const { limits } = agent;
  return {
    name: agent.name,
    preset: agent.preset ?? '',
    command: agent.command ?? '',
    model: agent.model ?? '',
    permissionMode: agent.permission_mode,
    sandbox: SANDBOXES.find((entry) => entry === agent.sandbox) ?? 'auto',
    network: agent.network,
    runtimeMinutes: shown(limits.max_runtime_s === null ? null : limits.max_runtime_s / 60),
    maxTurns: shown(limits.max_turns),
    maxTokens: shown(limits.max_tokens),
    maxCost: shown(limits.max_cost_usd),
    envAllow: agent.env_allow.join(', '),
    instructions: agent.instructions ?? '',
  };
}

/** For a new profile and for a change: what was left empty is told, so that it can be cleared. */
export function toAgentBody(form: AgentForm): CreateAgent {
  const minutes = given(form.runtimeMinutes);
  return {
    name: form.name,
    adapter: 'command',
    command: form.command,
    model: form.model === '' ? null : form.model,
    permission_mode: form.permissionMode,
    sandbox: form.sandbox,
    network: form.network,
    env_allow: form.envAllow.split(/[\s,]+/).filter(Boolean),
    preset: form.preset === '' ? null : form.preset,
    instructions: form.instructions.trim() === '' ? null : form.instructions,
    limits: {
      max_runtime_s: minutes === null ? null : Math.round(minutes * 60),
      max_turns: given(form.maxTurns),
      max_tokens: given(form.maxTokens),
      max_cost_usd: given(form.maxCost),
    },
  };
}

/** Those that a command line can run today. */
export const usablePresets = (detected: readonly DetectedAgent[]): DetectedAgent[] =>
  detected.filter(({ adapter, status }) => adapter === 'command' && status !== 'not_installed');

type Filled = Pick<AgentForm, 'name' | 'command' | 'envAllow'>;

const filledBy = ({ preset, command, env_allow }: DetectedAgent): Filled => ({
  name: preset,
  command: command ?? '',
  envAllow: env_allow.join(', '),
});

/** What a preset fills in: what is empty, or what another preset filled in; what somebody wrote stays. */
export function fillFrom(
  chosen: DetectedAgent,
  presets: readonly DetectedAgent[],
  current: Filled,
): Partial<Filled> {
  const others = presets.map(filledBy);
  const entries = Object.entries(filledBy(chosen)).filter(([field, value]) => {
    const now = current[field as keyof Filled];
    return now !== value && (now === '' || others.some((other) => other[field as keyof Filled] === now));
  });
  return Object.fromEntries(entries);
}
