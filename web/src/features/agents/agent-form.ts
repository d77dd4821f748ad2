import * as z from 'zod/mini';
import type { Agent, CreateAgent, DetectedAgent } from '@/lib/api/types';

const SANDBOXES = ['auto', 'required', 'off'] as const;

const minutesOrEmpty = z.string().check(z.regex(/^\d*([.]\d+)?$/, 'A number, or nothing.'));

export const agentSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, 'Give the profile a name.'), z.maxLength(80)),
  preset: z.string(),
  command: z.string().check(z.trim(), z.minLength(1, 'Say which command runs the agent.')),
  sandbox: z.enum(SANDBOXES),
  runtimeMinutes: minutesOrEmpty,
  envAllow: z.string(),
  instructions: z.string(),
});

export type AgentForm = z.infer<typeof agentSchema>;

export const emptyAgent: AgentForm = {
  name: '',
  preset: '',
  command: '',
  sandbox: 'auto',
  runtimeMinutes: '',
  envAllow: '',
  instructions: '',
};

export function toAgentForm(agent: Agent): AgentForm {
  return {
    name: agent.name,
    preset: agent.preset ?? '',
    command: agent.command ?? '',
    sandbox: SANDBOXES.find((entry) => entry === agent.sandbox) ?? 'auto',
    runtimeMinutes: agent.limits.max_runtime_s === null ? '' : String(agent.limits.max_runtime_s / 60),
    envAllow: agent.env_allow.join(', '),
    instructions: agent.instructions ?? '',
  };
}

/** For a new profile and for a change: what was left empty is told, so that it can be cleared. */
export function toAgentBody(form: AgentForm): CreateAgent {
  return {
    name: form.name,
    adapter: 'command',
    command: form.command,
    sandbox: form.sandbox,
    env_allow: form.envAllow.split(/[\s,]+/).filter(Boolean),
    preset: form.preset === '' ? null : form.preset,
    instructions: form.instructions.trim() === '' ? null : form.instructions,
    limits: {
      max_runtime_s: form.runtimeMinutes === '' ? null : Math.round(Number(form.runtimeMinutes) * 60),
    },
  };
}

/** Those that a command line can run today. */
export const usablePresets = (detected: readonly DetectedAgent[]): DetectedAgent[] =>
  detected.filter(({ adapter, status }) => adapter === 'command' && status !== 'not_installed');
