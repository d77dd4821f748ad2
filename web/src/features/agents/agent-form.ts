import * as z from 'zod/mini';
import type { Agent, CreateAgent } from '@/lib/api/types';

export const ADAPTERS = [
  'command',
  'claude',
  'anthropic',
  'acp',
] as const satisfies readonly Agent['adapter'][];
const SANDBOXES = ['auto', 'required', 'off', 'container'] as const;
const NETWORKS = ['open', 'proxy', 'none'] as const;
const PERMISSION_MODES = ['plan', 'ask', 'accept_edits', 'full'] as const;

const numberOrEmpty = z.string().check(z.regex(/^\d*([.]\d+)?$/, 'A number, or nothing.'));
const wholeOrEmpty = z.string().check(z.regex(/^([1-9]\d*)?$/, 'A whole number, or nothing.'));

/** What differs from adapter to adapter; the fields of a profile that all have are not here. */
interface AdapterFields {
  command: 'required' | 'optional' | 'none';
  /** It knows models, permissions and turns. */
  isAgent: boolean;
  /** It starts MCP servers. */
  takesServers: boolean;
}

export function fieldsOf({ adapter, preset }: Pick<AgentForm, 'adapter' | 'preset'>): AdapterFields {
  switch (adapter) {
    case 'command':
      return { command: 'required', isAgent: false, takesServers: false };
    case 'acp':
      return { command: preset === '' ? 'required' : 'optional', isAgent: true, takesServers: true };
    case 'claude':
      return { command: 'optional', isAgent: true, takesServers: true };
    case 'anthropic':
      return { command: 'none', isAgent: true, takesServers: false };
  }
}

const serverSchema = z.union([
  z.looseObject({ command: z.string().check(z.minLength(1)) }),
  z.looseObject({ url: z.url() }),
]);
const serversSchema = z.record(z.string().check(z.minLength(1)), serverSchema);

/** What is wrong with it, in words; `null` where nothing is. Empty means none. */
function faultOfServers(text: string): string | null {
  if (text.trim() === '') return null;
  try {
    const read = serversSchema.safeParse(readServers(text));
    if (read.success) return null;
    const name = read.error.issues[0]?.path[0];
    return name === undefined
      ? 'An object, with each server under its name.'
      : `${String(name)} needs a "command" or a "url".`;
  } catch {
    return 'This is not JSON.';
  }
}

/** Most programs keep them below `mcpServers`: a whole file of theirs may be pasted. */
function readServers(text: string): unknown {
  const read: unknown = JSON.parse(text);
  return typeof read === 'object' && read !== null && 'mcpServers' in read ? read.mcpServers : read;
}

const fields = z.object({
  name: z.string().check(z.trim(), z.minLength(1, 'Give the profile a name.'), z.maxLength(80)),
  adapter: z.enum(ADAPTERS),
  preset: z.string(),
  command: z.string().check(z.trim()),
  model: z.string().check(z.trim()),
  permissionMode: z.enum(PERMISSION_MODES),
  sandbox: z.enum(SANDBOXES),
  network: z.enum(NETWORKS),
  runtimeMinutes: numberOrEmpty,
  maxTurns: wholeOrEmpty,
  maxTokens: wholeOrEmpty,
  maxCost: numberOrEmpty,
  attemptsPerHour: wholeOrEmpty,
  envAllow: z.string(),
  instructions: z.string(),
  mcpServers: z.string(),
});

export type AgentForm = z.infer<typeof fields>;

export const agentSchema = fields.check((context) => {
  const { value: form, issues } = context;
  const refuse = (field: keyof AgentForm, message: string) =>
    issues.push({ code: 'custom', input: form[field], path: [field], message });
  const needed = fieldsOf(form);
  if (needed.command === 'required' && form.command.trim() === '')
    refuse('command', 'Say which command runs the agent.');
  const fault = needed.takesServers ? faultOfServers(form.mcpServers) : null;
  if (fault !== null) refuse('mcpServers', fault);
});

export const emptyAgent: AgentForm = {
  name: '',
  adapter: 'command',
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
  attemptsPerHour: '',
  envAllow: '',
  instructions: '',
  mcpServers: '',
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
    adapter: agent.adapter,
    preset: agent.preset ?? '',
    command: agent.command ?? '',
    model: agent.model ?? '',
    permissionMode: agent.permission_mode,
    sandbox: agent.sandbox,
    network: agent.network,
    runtimeMinutes: shown(limits.max_runtime_s === null ? null : limits.max_runtime_s / 60),
    maxTurns: shown(limits.max_turns),
    maxTokens: shown(limits.max_tokens),
    maxCost: shown(limits.max_cost_usd),
    attemptsPerHour: shown(limits.max_attempts_per_hour),
    envAllow: agent.env_allow.join(', '),
    instructions: agent.instructions ?? '',
    mcpServers: Object.keys(agent.mcp_servers).length === 0 ? '' : JSON.stringify(agent.mcp_servers, null, 2),
  };
}

/** For a new profile and for a change: what was left empty is told, so that it can be cleared. */
export function toAgentBody(form: AgentForm): CreateAgent {
  const minutes = given(form.runtimeMinutes);
  const { command, isAgent, takesServers } = fieldsOf(form);
  return {
    name: form.name,
    adapter: form.adapter,
    command: command === 'none' || form.command === '' ? null : form.command,
    // What the adapter has no use for is not kept where nobody sees it.
    model: isAgent && form.model !== '' ? form.model : null,
    permission_mode: isAgent ? form.permissionMode : 'full',
    mcp_servers:
      takesServers && form.mcpServers.trim() !== '' ? serversSchema.parse(readServers(form.mcpServers)) : {},
    sandbox: form.sandbox,
    network: form.network,
    env_allow: form.envAllow.split(/[\s,]+/).filter(Boolean),
    preset: form.preset === '' ? null : form.preset,
    instructions: form.instructions.trim() === '' ? null : form.instructions,
    limits: {
      max_runtime_s: minutes === null ? null : Math.round(minutes * 60),
      max_turns: isAgent ? given(form.maxTurns) : null,
      max_tokens: given(form.maxTokens),
      max_cost_usd: given(form.maxCost),
      max_attempts_per_hour: given(form.attemptsPerHour),
    },
  };
}
